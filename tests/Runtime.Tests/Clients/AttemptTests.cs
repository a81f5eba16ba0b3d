using Runnel.Tests.Simulation;

namespace Runnel.Tests.Clients;

/// <summary>What readers see of attempts that were given up.</summary>
public sealed class AttemptTests
{
    [Fact]
    public void LatestAttemptOnly_LeavesOutWhatEarlierAttemptsWrote() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, TwoAttempts(new SimulatedGate(), new SimulatedGate()));
        var run = await host.Client.TriggerAsync(new Question("open"));
        await run.WaitAsync();

        var parts = await run.SubscribeAsync(new SubscribeOptions { LatestAttemptOnly = true }).ReadAllAsync();

        Assert.Equal(["2.a", "2.b"], parts.Texts());
        Assert.Equal(StreamEndReason.Completed, parts.EndOf("text").Reason);
        Assert.All(parts.Where(part => part is not TestPart.Run), part => Assert.Equal(2, part.Attempt));
        Assert.Equal((RunStatus.Completed, 2), (parts.Last().Status, parts.Last().Attempt));
        Assert.Equal(4, (await run.PartsAsync()).Texts().Count);
    });

    [Fact]
    public void ReadStream_ReadsTheLastAttemptAlone_WhereTheOthersAreOver() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, TwoAttempts(new SimulatedGate(), new SimulatedGate()));
        var run = await host.Client.TriggerAsync(new Question("open"));
        await run.WaitAsync();

        Assert.Equal(["2.a", "2.b"], await host.Client.ReadTextAsync(run.Id).ReadAllAsync());
        Assert.Equal(["2.a", "2.b"], (await host.Runnel.ReadStreamAsync(run.Id, "text").ReadAllAsync()).Select(chunk => chunk.GetString()));
    });

    [Fact]
    public void ReadStream_TellsOfAnAttemptThatIsGivenUpInTheMiddle() => SimulatedThread.Run(async thread =>
    {
        var (first, second) = (new SimulatedGate(), new SimulatedGate());
        var host = await SimulatedHost.StartAsync(thread, TwoAttempts(first, second));
        var run = await host.Client.TriggerAsync(new Question("shut"));
        await using var reader = host.Client.ReadTextAsync(run.Id).Reader();
        await reader.NextAsync();
        await reader.NextAsync();

        first.Open();

        var error = await Assert.ThrowsAsync<StreamSupersededException>(reader.ToEndAsync);
        Assert.Equal(("text", 1), (error.Key, error.Attempt));
        Assert.Equal(["1.a", "1.b"], reader.Seen);
        second.Open();
        Assert.Equal(["2.a", "2.b"], await host.Client.ReadTextAsync(run.Id).ReadAllAsync());
    });

    [Fact]
    public void ReadStream_OfAFailedStream_Throws() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await Assert.ThrowsAsync<IOException>(() => streams.Text.Pipe(thread.Throws(new IOException("broke"), "a")).Completion);
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = host.Client.ReadTextAsync(run.Id).Reader();

        var error = await Assert.ThrowsAsync<StreamFailedException>(reader.ToEndAsync);
        Assert.Equal(("text", StreamEndReason.Failed, "broke"), (error.Key, error.Reason, error.Error!.Message));
        Assert.Equal(["a"], reader.Seen);
    });

    [Fact]
    public void ReadStream_EndsWithItsStream_NotWithItsRun() => SimulatedThread.Run(async thread =>
    {
        var gate = new SimulatedGate();
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await streams.Text.Pipe(thread.Of("a")).Completion;
            await gate.PassAsync();
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));

        Assert.Equal(["a"], await host.Client.ReadTextAsync(run.Id).ReadAllAsync());
        Assert.Equal(RunStatus.Executing, (await host.Client.GetAsync(run.Id))!.Status);
        gate.Open();
        Assert.True((await run.WaitAsync()).IsSuccess);
    });

    private static TestBody TwoAttempts(SimulatedGate first, SimulatedGate second) => async (question, streams, context, cancellationToken) =>
    {
        await streams.Text.WriteAsync($"{context.Attempt}.a", cancellationToken);
        await streams.Text.WriteAsync($"{context.Attempt}.b", cancellationToken);
        if (question.Text == "shut")
        {
            await (context.Attempt == 1 ? first : second).PassAsync();
        }

        return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
    };
}
