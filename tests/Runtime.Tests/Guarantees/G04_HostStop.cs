using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A host's stop hands its runs on and costs them nothing.</summary>
public sealed class G04_HostStop
{
    [Fact]
    public void AnotherHost_FinishesTheRun_AndNoAttemptIsLost() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var first = await SimulatedHost.StartAsync(thread, WaitInFirstAttemptAsync, store);
        var run = await first.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = 1 });
        await using (var early = run.Reader())
        {
            await early.UntilAsync<TestPart.Text>();
        }

        var second = await SimulatedHost.StartAsync(thread, WaitInFirstAttemptAsync, store);
        var subscriber = second.Client.SubscribeAsync(run.Id).ReadAllAsync();
        await first.StopAsync();

        var parts = await subscriber;
        Assert.Equal((RunStatus.Completed, 2), (parts.Last().Status, parts.Last().Attempt));
        Assert.Equal(["attempt 1", "attempt 2"], parts.Texts());
        Assert.Equal([StreamEndReason.Superseded, StreamEndReason.Completed], parts.OfType<TestPart.StreamEnded>().Select(part => part.Reason));
        Assert.Contains(parts.OfType<TestPart.Run>(), part => part.Snapshot is { Status: RunStatus.Queued, Attempt: 1, Error: null });
        Assert.Equal(parts.Lines(), (await second.Client.SubscribeAsync(run.Id).ReadAllAsync()).Lines());
    });

    [Fact]
    public void AStopWhileTheStoreIsStillToldOfQueues_IsNoErrorOfTheStore() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, WaitInFirstAttemptAsync, new StoreWrapper(new InMemoryRunStore(thread.Time)) { IsDeclareEndless = true }, runnel => runnel.AddQueue("one", 1));
        await thread.RestAsync();

        await host.StopAsync();

        Assert.Empty(thread.Logs.ToString());
    });

    [Fact]
    public void AHostsStop_IsNoFailedAttempt() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        TestBody body = async (question, streams, context, cancellationToken) =>
        {
            await WaitInFirstAttemptAsync(question, streams, context, cancellationToken);
            return context.Attempt == 2 ? throw new InvalidOperationException("the first failure") : Reply.Done;
        };
        var first = await SimulatedHost.StartAsync(thread, body, store);
        var run = await first.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = 2 });
        await thread.RestAsync();
        await first.StopAsync();
        var second = await SimulatedHost.StartAsync(thread, body, store);

        var ended = (await second.Client.SubscribeAsync(run.Id).ReadAllAsync()).Last();
        Assert.Equal((RunStatus.Completed, 3), (ended.Status, ended.Attempt));
    });

    [Fact]
    public void ANewExecution_EndsTheOldOnesStreams_InTheCommitOfItsStart() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, context, _) =>
        {
            await streams.Text.WriteAsync("left open");
            await streams.Numbers.WriteAsync(context.Attempt);
            return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
        }, store);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await run.WaitAsync();

        var start = Assert.Single(await store.CommitsAsync(run.Id), commit => commit.Any(entry => entry is { Kind: EntryKind.Started, Attempt: 2 }));
        Assert.Equal([EntryKind.StreamEnded, EntryKind.StreamEnded, EntryKind.Started], start.Select(entry => entry.Kind));
        Assert.Equal([1, 1, 2], start.Select(entry => entry.Attempt));
        Assert.Equal(["numbers", "text"], start.Take(2).Select(entry => entry.Key!).Order());
    });

    [Fact]
    public void ATaskThatDoesNotStop_IsLeftBehind_AndItsWritesAreRefused() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var deaf = new TaskCompletionSource();
        TaskContext? leftBehind = null;
        var first = await SimulatedHost.StartAsync(thread, async (_, _, context, _) =>
        {
            leftBehind = context;
            await deaf.Task;
            return new Reply("too late");
        }, store);
        var run = await first.Client.TriggerAsync(new Question("?"));
        await using (var early = run.Reader())
        {
            await early.UntilAsync<TestPart.Run>(part => part.Snapshot.Status == RunStatus.Executing);
        }

        await thread.RestAsync();
        await first.StopAsync(new CancellationToken(canceled: true));
        var second = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done), store);
        Assert.Throws<InvalidOperationException>(() => leftBehind!.Metadata.Set("written", "too late"));
        deaf.SetResult();
        await thread.RestAsync();

        var ended = (await second.Client.SubscribeAsync(run.Id).ReadAllAsync()).Last();
        Assert.Equal((RunStatus.Completed, 2, "done", "{}"), (ended.Status, ended.Attempt, ended.Output!.Text, ended.Metadata.ToString()));
        Assert.Throws<InvalidOperationException>(() => leftBehind!.Metadata.Set("written", "again"));
    });

    private static async Task<Reply> WaitInFirstAttemptAsync(Question question, TestStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        await streams.Text.WriteAsync($"attempt {context.Attempt}", cancellationToken);
        if (context.Attempt == 1)
        {
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            cancellationToken.ThrowIfCancellationRequested();
        }

        return Reply.Done;
    }
}
