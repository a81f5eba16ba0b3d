using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A run that nobody executes ends at once when it is canceled.</summary>
public sealed class G10_CancelUnowned
{
    [Fact]
    public void AQueuedRun_EndsAtOnce_ThoughThereIsNoWorker() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var client = await SimulatedHost.StartAsync(thread, NeverRunAsync, store, runnel => runnel.ClientOnly());
        var run = await client.Client.TriggerAsync(new Question("?"));
        await run.CancelAsync();

        var parts = await run.PartsAsync();
        Assert.Equal([RunStatus.Queued, RunStatus.Canceled], parts.Cast<TestPart.Run>().Select(part => part.Snapshot.Status));
        Assert.Equal(RunStatus.Canceled, (await run.WaitAsync()).Status);

        var worker = await SimulatedHost.StartAsync(thread, NeverRunAsync, store);
        await thread.RestAsync();
        Assert.Equal(RunStatus.Canceled, (await run.WaitAsync()).Status);
    });

    [Fact]
    public void ADelayedRun_EndsAtOnce_AndItsOpenStreamsWithIt() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var executions = 0;
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            executions++;
            await streams.Text.WriteAsync("left open");
            await streams.Numbers.WriteAsync(1);
            throw new InvalidOperationException("again");
        }, store);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        var delayed = await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.Status == RunStatus.Delayed);

        await run.CancelAsync();

        var parts = await reader.ToEndAsync();
        Assert.Equal((RunStatus.Canceled, 1, executions), (parts.Last().Status, parts.Last().Attempt, 1));
        Assert.True(parts.Last().FinishedAt < delayed.Snapshot.DueAt);
        var end = (await store.CommitsAsync(run.Id))[^1];
        Assert.Equal([EntryKind.StreamEnded, EntryKind.StreamEnded, EntryKind.Canceled], end.Select(entry => entry.Kind));
        Assert.All(parts.OfType<TestPart.StreamEnded>(), part => Assert.Equal((StreamEndReason.Interrupted, 1), (part.Reason, part.Attempt)));
        thread.Time.Advance(TimeSpan.FromHours(1));
        await thread.RestAsync();
        Assert.Equal(1, executions);
    });

    [Fact]
    public void ARunThatIsTakenMeanwhile_IsToldInstead() => SimulatedThread.Run(async thread =>
    {
        // The canceller sees a queued run; before its append arrives, a worker has the run.
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var client = await SimulatedHost.StartAsync(thread, NeverRunAsync, store, runnel => runnel.ClientOnly());
        var run = await client.Client.TriggerAsync(new Question("?"));
        SimulatedHost? worker = null;
        store.AfterRead = async (_, _) => worker ??= await StartAndRestAsync();

        await run.CancelAsync();

        Assert.Equal(RunStatus.Canceled, (await run.WaitAsync()).Status);
        var kinds = await store.KindsAsync(run.Id);
        Assert.Equal([EntryKind.Created, EntryKind.Started, EntryKind.CancelRequested, EntryKind.Canceled], kinds);

        async Task<SimulatedHost> StartAndRestAsync()
        {
            store.AfterRead = (_, _) => Task.CompletedTask;
            var host = await SimulatedHost.StartAsync(thread, UntilCanceledAsync, store);
            await thread.RestAsync();
            return host;
        }
    });

    private static Task<Reply> NeverRunAsync(Question question, TestStreams streams, TaskContext context, CancellationToken cancellationToken) =>
        throw new AbortRunException("It was to be canceled.");

    private static async Task<Reply> UntilCanceledAsync(Question question, TestStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        await SimulatedSources.UntilCanceledAsync(cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    }
}
