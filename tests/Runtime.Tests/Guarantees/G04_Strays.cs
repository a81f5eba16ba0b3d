using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>No run stays with a worker that does not execute it, whatever went wrong on the way.</summary>
public sealed class G04_Strays
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);

    [Fact]
    public void ACancelWhileTheStateCannotBeRead_IsNotForgotten() => SimulatedThread.Run(async thread =>
    {
        var isFailing = true;
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        store.AfterRead = (_, _) => isFailing ? throw new IOException("busy") : Task.CompletedTask;
        var host = await StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done), store);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        await run.CancelAsync();
        await thread.RestAsync();
        isFailing = false;

        Assert.Equal(RunStatus.Canceled, (await run.WaitAsync()).Status);
    });

    [Fact]
    public void ARunThatItsWorkerDoesNotKnow_GoesBackToTheQueue() => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var isForgotten = false;
        store.Taken = result =>
        {
            // As if the store had given the run out, and nobody had heard of it.
            var forgets = !isForgotten && result.Runs.Count > 0;
            isForgotten |= forgets;
            return forgets ? result with { Runs = [] } : result;
        };
        var host = await StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done), store);
        var run = await host.Client.TriggerAsync(new Question("?"));

        var ended = (await run.PartsAsync()).OfType<TestPart.Run>().Last().Snapshot;
        Assert.Equal((RunStatus.Completed, 2, true), (ended.Status, ended.Attempt, isForgotten));
    });

    [Fact]
    public void ALoggerThatThrows_StopsNothing() => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var failures = 0;
        store.OnAppend(afterTheStoreHadIt: false, number => number is 2 or 4 && failures++ < 2 ? throw new IOException("disk full") : Task.CompletedTask);
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, context, _) =>
        {
            await streams.Numbers.WriteAsync(context.Attempt);
            return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
        }, store, runnel => runnel.Services.AddLogging(logging => logging.AddProvider(new FullDisk())));

        Assert.Equal(RunStatus.Completed, (await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync()).Status);
        Assert.Equal(2, failures);
    });

    [Fact]
    public void AnUnreadableRunOfADeadWorker_KeepsNoOtherFromBeingTakenOver() => SimulatedThread.Run(async thread =>
    {
        var inMemory = new InMemoryRunStore(thread.Time);
        var doomed = new ProcessConnection(thread, inMemory, errorsPerThousand: 0);
        TestBody body = async (_, _, context, cancellationToken) =>
        {
            if (context.Attempt == 1)
            {
                await SimulatedSources.UntilCanceledAsync(cancellationToken);
            }

            return Reply.Done;
        };
        var first = await StartAsync(thread, body, doomed);
        var (unreadable, other) = (await first.Client.TriggerAsync(new Question("1")), await first.Client.TriggerAsync(new Question("2")));
        await thread.RestAsync();
        doomed.Die();
        var isUnreadable = true;
        var store = new StoreWrapper(inMemory);
        store.AfterRead = (request, _) => isUnreadable && request.RunId == unreadable.Id ? throw new IOException("another version's entry") : Task.CompletedTask;
        var second = await StartAsync(thread, body, store);

        Assert.Equal(RunStatus.Completed, (await second.Client.WaitAsync(other.Id)).Status);
        isUnreadable = false;
        Assert.Equal(RunStatus.Completed, (await second.Client.WaitAsync(unreadable.Id)).Status);
    });

    [Fact]
    public void ACanceledRunWhoseWorkerDied_EndsWithoutAnotherExecution() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var doomed = new ProcessConnection(thread, store, errorsPerThousand: 0);
        TestBody body = async (_, streams, _, cancellationToken) =>
        {
            await streams.Text.WriteAsync("open");
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            return Reply.Done;
        };
        var first = await StartAsync(thread, body, doomed);
        var run = await first.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        doomed.Die();
        var other = await SimulatedHost.StartAsync(
            thread, new TestTask(body, id: "another task"), store, runnel => runnel.Configure(options => options.LeaseDuration = Lease));
        var caller = await SimulatedHost.StartAsync(thread, body, store, runnel => runnel.ClientOnly());
        await caller.Client.CancelAsync(run.Id);

        Assert.Equal(RunStatus.Canceled, (await caller.Client.WaitAsync(run.Id)).Status);
        Assert.Equal(0, other.Log.Tail.Count);
    });

    [Fact]
    public void OutagesOfTheStore_AreNobodysDeath() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        List<ProcessConnection> connections = [new(thread, store, errorsPerThousand: 0), new(thread, store, errorsPerThousand: 0)];
        TestBody body = async (_, _, context, cancellationToken) =>
        {
            await thread.DelayAsync(TimeSpan.FromSeconds(context.Attempt < 9 ? 3600 : 1), cancellationToken);
            return Reply.Done;
        };
        var caller = await SimulatedHost.StartAsync(thread, body, store, runnel => runnel.ClientOnly());
        var runs = new List<RunHandle<Reply, TestPart>> { await caller.Client.TriggerAsync(new Question("1")), await caller.Client.TriggerAsync(new Question("2")) };
        foreach (var connection in connections)
        {
            await StartAsync(thread, body, connection);
        }

        for (var outage = 0; outage < 8; outage++)
        {
            await thread.DelayAsync(TimeSpan.FromSeconds(30), CancellationToken.None);
            connections.ForEach(connection => connection.Partition());
            await thread.DelayAsync(Lease * 2, CancellationToken.None);
            connections.ForEach(connection => connection.Heal());
        }

        foreach (var run in runs)
        {
            Assert.Equal(RunStatus.Completed, (await run.WaitAsync()).Status);
        }
    });

    private static Task<SimulatedHost> StartAsync(SimulatedThread thread, TestBody body, IRunStore store) =>
        SimulatedHost.StartAsync(thread, body, store, runnel => runnel.Configure(options => (options.LeaseDuration, options.MaxConcurrentRuns) = (Lease, 3)));

    private sealed class FullDisk : ILoggerProvider, ILogger
    {
        public ILogger CreateLogger(string categoryName) => this;

        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => null;

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception, Func<TState, Exception?, string> formatter) =>
            throw new IOException("No space left on device");

        public void Dispose()
        {
        }
    }
}
