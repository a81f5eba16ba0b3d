using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A stream that fails after its task has returned is a warning on the run, or fails it where the task says so; never a retry.</summary>
public sealed class G05_FailuresAfterReturn
{
    private readonly SimulatedFeed<string> feed = new();
    private int executions;

    [Fact]
    public void AFailureAfterReturn_IsAWarning() => SimulatedThread.Run(thread => new G05_FailuresAfterReturn().FailAfterReturnAsync(
        thread, failOnStreamError: false, RunStatus.Completed));

    [Fact]
    public void FailOnStreamError_FailsTheRun_WhoseOutputStaysReadable() => SimulatedThread.Run(thread => new G05_FailuresAfterReturn().FailAfterReturnAsync(
        thread, failOnStreamError: true, RunStatus.Failed));

    [Theory]
    [InlineData(false, RunStatus.Completed)]
    [InlineData(true, RunStatus.Failed)]
    public void AHostsStopInBetween_ForgetsNoFailure(bool failOnStreamError, RunStatus expected) => SimulatedThread.Run(thread =>
        new G05_FailuresAfterReturn().FailAndStopAsync(thread, failOnStreamError, expected));

    private async Task FailAfterReturnAsync(SimulatedThread thread, bool failOnStreamError, RunStatus expected)
    {
        var host = await SimulatedHost.StartAsync(thread, Task(failOnStreamError));
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.HasOutput);
        feed.Throw(new IOException("the source broke"));

        AssertTold(await reader.ToEndAsync(), expected);
        var result = await run.WaitAsync();
        Assert.Equal((expected, "done"), (result.Status, result.Output!.Text));
    }

    private async Task FailAndStopAsync(SimulatedThread thread, bool failOnStreamError, RunStatus expected)
    {
        var store = new InMemoryRunStore(thread.Time);
        var first = await SimulatedHost.StartAsync(thread, Task(failOnStreamError), store);
        var run = await first.Client.TriggerAsync(new Question("two streams"));
        await using (var reader = run.Reader())
        {
            await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.HasOutput);
            feed.Throw(new IOException("the source broke"));
            await reader.UntilAsync<TestPart.StreamEnded>(part => part.Key == "text");
        }

        await thread.RestAsync();
        await first.StopAsync();
        var second = await SimulatedHost.StartAsync(thread, Task(failOnStreamError), store);

        AssertTold(await second.Client.SubscribeAsync(run.Id).ReadAllAsync(), expected);
    }

    private TestTask Task(bool failOnStreamError) => new(
        (question, streams, _, _) =>
        {
            executions++;
            streams.Text.Pipe(feed);
            if (question.Text == "two streams")
            {
                streams.Numbers.Pipe(new SimulatedFeed<int>());
            }

            return System.Threading.Tasks.Task.FromResult(Reply.Done);
        },
        failOnStreamError: failOnStreamError);

    private void AssertTold(List<TestPart> parts, RunStatus expected)
    {
        Assert.Equal((expected, 1), (parts.Last().Status, executions));
        Assert.Equal("done", parts.Last().Output!.Text);
        Assert.Equal(StreamEndReason.Failed, parts.EndOf("text").Reason);
        var warning = Assert.Single(parts.Last().Warnings);
        Assert.Contains("'text'", warning);
        Assert.Contains("the source broke", warning);
        Assert.Equal(expected == RunStatus.Failed ? "the source broke" : null, parts.Last().Error?.Message);
    }
}
