using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A run that has returned is completed by whoever has it next, not run again.</summary>
public sealed class G06_StopWhileDraining
{
    [Fact]
    public void AnotherHost_CompletesTheRun_WithoutRunningItAgain() => SimulatedThread.Run(async thread =>
    {
        var executions = 0;
        TestBody body = async (_, streams, _, _) =>
        {
            executions++;
            streams.Text.Pipe(thread.NeverEnds(["a"]));
            await thread.PauseAsync();
            return new Reply($"execution {executions}");
        };
        var store = new InMemoryRunStore(thread.Time);
        var first = await SimulatedHost.StartAsync(thread, body, store);
        var run = await first.Client.TriggerAsync(new Question("?"));
        await using (var reader = run.Reader())
        {
            await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.HasOutput);
        }

        await first.StopAsync();
        var second = await SimulatedHost.StartAsync(thread, body, store);
        var parts = await second.Client.SubscribeAsync(run.Id).ReadAllAsync();

        Assert.Equal((RunStatus.Completed, "execution 1", 1), (parts.Last().Status, parts.Last().Output!.Text, executions));
        Assert.Equal(StreamEndReason.Interrupted, parts.EndOf("text").Reason);
    });

    [Fact]
    public void ReadersOfOneStream_SeeWhatTheReturnedExecutionWrote() => SimulatedThread.Run(async thread =>
    {
        TestBody body = async (_, streams, _, _) =>
        {
            streams.Numbers.Pipe(thread.NeverEnds([1]));
            await streams.Text.WriteAsync("a");
            await thread.PauseAsync();
            return Reply.Done;
        };
        var store = new InMemoryRunStore(thread.Time);
        var first = await SimulatedHost.StartAsync(thread, body, store);
        var run = await first.Client.TriggerAsync(new Question("?"));
        await using (var reader = run.Reader())
        {
            await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.HasOutput);
        }

        await first.StopAsync();
        var second = await SimulatedHost.StartAsync(thread, body, store);
        await second.Client.WaitAsync(run.Id);

        Assert.Equal(["a"], await second.Client.ReadTextAsync(run.Id).ReadAllAsync());
        var latest = await second.Client.SubscribeAsync(run.Id, new SubscribeOptions { LatestAttemptOnly = true }).ReadAllAsync();
        Assert.Equal(["a"], latest.Texts());
    });

    [Fact]
    public void AHostThatStops_WhenNothingIsLeftToDrain_CompletesTheRunItself() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var host = await SimulatedHost.StartAsync(thread, async (_, _, _, cancellationToken) =>
        {
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            return Reply.Done;
        }, store);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();

        await host.StopAsync();

        Assert.Equal(RunStatus.Completed, (await store.GetAsync(run.Id, default))!.Status);
    });
}
