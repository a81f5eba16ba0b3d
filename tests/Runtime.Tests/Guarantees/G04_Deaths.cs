using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>When a worker dies, others go on with its runs: after its lease, not before, and it is no failure of the task's.</summary>
public sealed class G04_Deaths
{
    private static readonly TimeSpan Lease = TimeSpan.FromSeconds(6);

    [Fact]
    public void ADeadWorkersRun_GoesToAnother_WhenItsLeaseHasRunOut() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var doomed = new ProcessConnection(thread, store, errorsPerThousand: 0);
        var first = await StartAsync(thread, WaitInFirstAttemptAsync, doomed);
        var run = await first.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = 1 });
        await thread.RestAsync();
        var second = await StartAsync(thread, WaitInFirstAttemptAsync, store);
        var died = thread.Time.GetUtcNow();
        doomed.Die();

        var parts = await second.Client.SubscribeAsync(run.Id).ReadAllAsync();

        var ended = parts.OfType<TestPart.Run>().Last().Snapshot;
        Assert.Equal((RunStatus.Completed, 2, 0), (ended.Status, ended.Attempt, ended.FailedAttempts));
        Assert.InRange(ended.StartedAt!.Value - died, Lease / 2, Lease * 2);
        Assert.Contains(parts.OfType<TestPart.Run>(), part => part.Snapshot is { Status: RunStatus.Queued, Attempt: 1, Error: not null });
        Assert.Equal(["attempt 1", "attempt 2"], parts.Texts());
        Assert.Equal(StreamEndReason.Superseded, parts.OfType<TestPart.StreamEnded>().First().Reason);
    });

    [Theory]
    [InlineData(-3600)]
    [InlineData(3600)]
    public void ALivingWorker_KeepsItsRuns_WhateverTheWallClockSays(int seconds) => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var first = await StartAsync(thread, async (_, _, _, cancellationToken) =>
        {
            await thread.DelayAsync(TimeSpan.FromMinutes(2), cancellationToken);
            return Reply.Done;
        }, store);
        var run = await first.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        await StartAsync(thread, WaitInFirstAttemptAsync, store);
        thread.Time.SetUtcNow(thread.Time.GetUtcNow() + TimeSpan.FromSeconds(seconds));

        Assert.True((await run.WaitAsync()).IsSuccess);
        Assert.DoesNotContain(EntryKind.WorkerLost, await store.KindsAsync(run.Id));
    });

    [Fact]
    public void AWorkerThatDoesNotReachTheStore_LetsGo_BeforeOthersTakeOver() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var cut = new ProcessConnection(thread, store, errorsPerThousand: 0);
        DateTimeOffset? letGo = null;
        var first = await StartAsync(thread, async (_, _, _, cancellationToken) =>
        {
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            letGo ??= thread.Time.GetUtcNow();
            throw new OperationCanceledException(cancellationToken);
        }, cut);
        var run = await first.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        var begins = new List<DateTimeOffset>();
        var second = await StartAsync(thread, (_, _, _, _) =>
        {
            begins.Add(thread.Time.GetUtcNow());
            return Task.FromResult(Reply.Done);
        }, store);
        var lost = thread.Time.GetUtcNow();
        cut.Partition();

        Assert.Equal(RunStatus.Completed, (await second.Client.SubscribeAsync(run.Id).ReadAllAsync()).Last().Status);
        Assert.InRange(letGo!.Value - lost, TimeSpan.Zero, Lease * 2 / 3);
        Assert.True(letGo < begins.Single());

        // Back in touch it begins anew, under another name, and is given work again.
        cut.Heal();
        await second.StopAsync();
        Assert.Equal(RunStatus.Executing, await StatusAfterTakeAsync(thread, first));
    });

    [Fact]
    public void ARunThatKillsItsProcess_EndsAsCrashed_AndItsNeighboursComplete() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var processes = new List<ProcessConnection>();
        TestBody body = null!;
        body = async (question, streams, context, cancellationToken) =>
        {
            var process = processes[^1];
            await streams.Text.WriteAsync($"attempt {context.Attempt}");
            await thread.DelayAsync(TimeSpan.FromSeconds(1), cancellationToken);
            if (question.Text == "poison")
            {
                process.Die();
                await StartProcessAsync();
            }

            await thread.DelayAsync(TimeSpan.FromSeconds(question.Times), cancellationToken);
            return Reply.Done;
        };
        var caller = await SimulatedHost.StartAsync(thread, body, store, runnel => runnel.ClientOnly());
        var neighbours = new List<RunHandle<Reply, TestPart>>();
        for (var number = 0; number < 5; number++)
        {
            neighbours.Add(await caller.Client.TriggerAsync(new Question("innocent", Times: 1 + (number * 3))));
        }

        var poison = await caller.Client.TriggerAsync(new Question("poison"));
        await StartProcessAsync();

        var crashed = await poison.WaitAsync();
        Assert.Equal((RunStatus.Crashed, false), (crashed.Status, crashed.IsSuccess));
        Assert.Contains("died 4 times", crashed.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(StreamEndReason.Interrupted, (await poison.PartsAsync()).OfType<TestPart.StreamEnded>().Last().Reason);
        foreach (var neighbour in neighbours)
        {
            Assert.Equal(RunStatus.Completed, (await neighbour.WaitAsync()).Status);
        }

        async Task StartProcessAsync()
        {
            processes.Add(new ProcessConnection(thread, store, errorsPerThousand: 0));
            await StartAsync(thread, body, processes[^1]);
        }
    });

    [Fact]
    public void AReturnedRun_IsNotBlamedForADeath_AndCompletes() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var doomed = new ProcessConnection(thread, store, errorsPerThousand: 0);
        var executions = 0;
        TestBody body = (_, streams, _, _) =>
        {
            executions++;
            streams.Text.Pipe(thread.NeverEnds(["draining"]));
            return Task.FromResult(Reply.Done);
        };
        var first = await StartAsync(thread, body, doomed);
        var run = await first.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        doomed.Die();
        var second = await StartAsync(thread, body, store);

        var ended = (await second.Client.SubscribeAsync(run.Id).ReadAllAsync()).OfType<TestPart.Run>().Last().Snapshot;
        Assert.Equal((RunStatus.Completed, Reply.Done, 1), (ended.Status, ended.Output, executions));
    });

    [Fact]
    public void AFailedAttempt_ShowsThatTheProcessLives_AndDeathsAreCountedAnew() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var processes = new List<ProcessConnection>();
        TestBody body = null!;
        body = async (_, _, context, _) =>
        {
            if (context.Attempt % 2 == 0)
            {
                throw new InvalidOperationException("again");
            }

            processes[^1].Die();
            await StartProcessAsync();
            return Reply.Done;
        };
        var caller = await SimulatedHost.StartAsync(thread, body, store, runnel => runnel.ClientOnly());
        var run = await caller.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = 6 });
        await StartProcessAsync();

        // Six deaths, each followed by a failed attempt, are six failures and no crash.
        var ended = (await run.PartsAsync()).OfType<TestPart.Run>().Last().Snapshot;
        Assert.Equal((RunStatus.Failed, 12, 6), (ended.Status, ended.Attempt, ended.FailedAttempts));

        async Task StartProcessAsync()
        {
            processes.Add(new ProcessConnection(thread, store, errorsPerThousand: 0));
            await StartAsync(thread, body, processes[^1]);
        }
    });

    private static Task<SimulatedHost> StartAsync(SimulatedThread thread, TestBody body, IRunStore store) =>
        SimulatedHost.StartAsync(thread, body, store, runnel => runnel.Configure(options => (options.LeaseDuration, options.MaxDeaths) = (Lease, 4)));

    private static async Task<Reply> WaitInFirstAttemptAsync(Question question, TestStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        await streams.Text.WriteAsync($"attempt {context.Attempt}");
        if (context.Attempt == 1)
        {
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            throw new OperationCanceledException(cancellationToken);
        }

        return Reply.Done;
    }

    private static async Task<RunStatus> StatusAfterTakeAsync(SimulatedThread thread, SimulatedHost host)
    {
        var run = await host.Client.TriggerAsync(new Question("again"));
        await thread.DelayAsync(Lease * 2, CancellationToken.None);
        return (await host.Client.GetAsync(run.Id))!.Status;
    }
}
