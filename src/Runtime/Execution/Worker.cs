using Microsoft.Extensions.Logging;
using Runnel.Leases;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Execution;

/// <summary>Takes runs from the store and executes them, a bounded number at once.</summary>
internal sealed partial class Worker : IRunStoreObserver, IAsyncDisposable
{
    private static readonly TimeSpan RetryAfterFailure = TimeSpan.FromSeconds(1);

    /// <summary>How long executions that were given up may still take to say so to the store.</summary>
    private static readonly TimeSpan AfterGivingUp = TimeSpan.FromSeconds(5);

    private const int BeatsPerReconciliation = 6;

    /// <summary>A timer's range is bounded; a run that is due later is looked at again before.</summary>
    private static readonly TimeSpan LongestSleep = TimeSpan.FromHours(1);

    private readonly ExecutionEnvironment environment;
    private readonly ILogger logger;
    private readonly Lease lease;
    private readonly Heartbeat heartbeat;
    private readonly Reaper reaper;
    private readonly Quarantine quarantine;
    private readonly ExecutionPlaces places;
    private readonly HashSet<string> formerNames = new(StringComparer.Ordinal);
    private readonly Executions executions;
    private readonly Action<RunExecution> ended;
    private readonly CancellationTokenSource stopping = new();
    private readonly Signal wake;
    private readonly Lock gate = new();
    private TakeRequest? unanswered;
    private long token;
    private int beats;
    private volatile bool isFull;
    private HashSet<(string RunId, int Attempt)> strays = [];
    private Task loop = Task.CompletedTask;

    public Worker(ExecutionEnvironment environment)
    {
        this.environment = environment;
        logger = environment.Loggers.CreateLogger<Worker>();
        wake = new Signal(environment.Log.Scheduler);
        executions = new Executions(environment.Log.Scheduler);
        ended = Ended;
        quarantine = new Quarantine(environment.Log.Scheduler);
        places = new ExecutionPlaces(environment.Options.MaxConcurrentRuns, environment.Log.Scheduler, OnPlaceFree);
        reaper = new Reaper(environment.Log, environment.Options.MaxDeaths, environment.Loggers.CreateLogger<Reaper>());
        heartbeat = Heartbeat.Create(environment.Log, environment.Options.LeaseDuration, OnLeaseLost, OnBeat, OnLeasesExpired, out lease);
    }

    /// <summary>Begins to take runs.</summary>
    public void Start()
    {
        var started = new TaskCompletionSource();
        loop = started.Task;
        heartbeat.Start();
        environment.Log.Scheduler.Schedule(_ => _ = RunAsync(started), state: null);
    }

    /// <summary>Takes no more runs, gives back those that execute, and waits for them to stop.</summary>
    /// <param name="giveUp">When to stop waiting for tasks that do not heed their cancellation; their runs are given back without them.</param>
    public async Task StopAsync(CancellationToken giveUp)
    {
        if (stopping.IsCancellationRequested)
        {
            return;
        }

        stopping.Cancel();
        var leftBehind = new TaskCompletionSource();
        ITimer? timer = null;
        var registration = giveUp.UnsafeRegister(_ =>
        {
            Abandon();
            timer = environment.Log.Time.CreateTimer(static left => ((TaskCompletionSource)left!).TrySetResult(), leftBehind, AfterGivingUp, Timeout.InfiniteTimeSpan);
        }, state: null);
        await using var disposal = registration.ConfigureAwait(false);

        var stopped = StopExecutionsAsync();
        if (await Task.WhenAny(stopped, leftBehind.Task).ConfigureAwait(false) != stopped)
        {
            LogLeftBehind(executions.Count);
        }

        timer?.Dispose();
        heartbeat.Stop();
        await ReleaseAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public void OnAppended(RunNews news)
    {
        if (news.Intent == RunIntent.Cancel)
        {
            foreach (var execution in executions.Of(news.RunId))
            {
                execution.RequestCancel();
            }
        }
    }

    /// <inheritdoc/>
    public void OnReady() => wake.Set();

    /// <inheritdoc/>
    public void OnSlotFree(string runId)
    {
        foreach (var execution in executions.Of(runId))
        {
            execution.OnSlotFree();
        }
    }

    public async ValueTask DisposeAsync()
    {
        using var giveUp = new CancellationTokenSource(environment.Options.CancelGracePeriod, environment.Log.Time);
        await StopAsync(giveUp.Token).ConfigureAwait(false);
        stopping.Dispose();
    }

    // Where it fails, or executions are left behind, the lease runs out and others take over.
    private async ValueTask ReleaseAsync()
    {
        try
        {
            var released = lease.ReleaseAsync().AsTask();
            var tooLate = new TaskCompletionSource();
            using var timer = environment.Log.Time.CreateTimer(
                static late => ((TaskCompletionSource)late!).TrySetResult(), tooLate, AfterGivingUp, Timeout.InfiniteTimeSpan);
            if (await Task.WhenAny(released, tooLate.Task).ConfigureAwait(false) == released)
            {
                await released.ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            LogNotReleased(exception);
        }
    }

    private void OnLeaseLost(string name)
    {
        lock (gate)
        {
            formerNames.Add(name);
        }

        var dropped = executions.All;
        foreach (var execution in dropped)
        {
            execution.LetGo();
        }

        wake.Set();
        LogLeaseLost(name, dropped.Count);
    }

    // Whoever took less than there was room for hears from the store when there is more.
    private void OnPlaceFree()
    {
        if (isFull)
        {
            wake.Set();
        }
    }

    // Looks for work of which no hint told; and now and then for runs that the store holds to be this worker's, and that it does not execute.
    private void OnBeat()
    {
        wake.Set();
        if (++beats % BeatsPerReconciliation == 0)
        {
            environment.Log.Scheduler.Schedule(_ => _ = ReconcileAsync(), state: null);
        }
    }

    private async Task ReconcileAsync()
    {
        try
        {
            if (lease.Worker is not { } name)
            {
                return;
            }

            var owned = await environment.Log.Store.ListOwnedAsync(name, CancellationToken.None).ConfigureAwait(false);
            var seenBefore = strays;
            strays = [.. owned.Where(head => head.Token != unanswered?.Token && !executions.Contains(head.RunId, head.Attempt)).Select(head => (head.RunId, head.Attempt))];
            foreach (var stray in owned.Where(head => strays.Contains((head.RunId, head.Attempt)) && seenBefore.Contains((head.RunId, head.Attempt))))
            {
                await reaper.HandOnAsync(stray).ConfigureAwait(false);
            }
        }
        catch (Exception exception)
        {
            LogNotReconciled(exception);
        }
    }

    private void OnLeasesExpired(IReadOnlyList<WorkerLease> expired)
    {
        foreach (var dead in expired)
        {
            bool isOwn;
            lock (gate)
            {
                isOwn = formerNames.Contains(dead.Worker);
            }

            var hasDied = !isOwn && !lease.WasTroubled;
            environment.Log.Scheduler.Schedule(_ => _ = reaper.ReapAsync(dead, hasDied), state: null);
        }
    }

    private async Task StopExecutionsAsync()
    {
        // At once, though a take may be on its way; and again, for what it brought.
        RequestStop();
        await loop.ConfigureAwait(false);
        RequestStop();
        await executions.WhenEmptyAsync().ConfigureAwait(false);
    }

    private void RequestStop()
    {
        foreach (var execution in executions.All)
        {
            execution.RequestStop();
        }
    }

    private void Abandon()
    {
        foreach (var execution in executions.All)
        {
            execution.Abandon();
        }
    }

    private async Task RunAsync(TaskCompletionSource ended)
    {
        try
        {
            await TakeUntilStoppedAsync().ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            LogWorkerEnded(exception);
        }
        finally
        {
            ended.SetResult();
        }
    }

    private async ValueTask TakeUntilStoppedAsync()
    {
        using var watch = environment.Log.Store.Watch(this);
        while (!stopping.IsCancellationRequested)
        {
            TimeSpan? delay;
            try
            {
                delay = await TakeAsync().ConfigureAwait(false);
            }
            catch (OperationCanceledException) when (stopping.IsCancellationRequested)
            {
                // What it waited for is given up, which is no failure of the store.
                break;
            }
            catch (Exception exception)
            {
                LogTakeFailed(exception, RetryAfterFailure.TotalSeconds);
                delay = RetryAfterFailure;
            }

            await SleepAsync(delay).ConfigureAwait(false);
        }
    }

    /// <summary>Takes what there is.</summary>
    /// <returns>After which time to look again, though nothing wakes the worker.</returns>
    private async ValueTask<TimeSpan?> TakeAsync()
    {
        while (!stopping.IsCancellationRequested)
        {
            await environment.Queues.DeclareAsync(stopping.Token).ConfigureAwait(false);
            var name = await lease.HoldAsync().ConfigureAwait(false);
            if (RequestOf(name) is not { } request)
            {
                return null;
            }

            var result = await environment.Log.Store.TakeAsync(request, CancellationToken.None).ConfigureAwait(false);
            unanswered = null;
            places.Release(request.Limit - result.Runs.Count);
            if (!result.IsAlive)
            {
                lease.Lose(name);
                continue;
            }

            foreach (var run in result.Runs)
            {
                Begin(run, request);
            }

            if (result.Runs.Count < request.Limit)
            {
                return result.NextDueIn;
            }
        }

        return null;
    }

    /// <summary>What to ask the store for; nothing where there is no place for another run.</summary>
    private TakeRequest? RequestOf(string name)
    {
        // Kept until it is answered: what a lost answer gave is given again. What a lost lease gave is others' by then.
        if (unanswered?.Worker == name)
        {
            return unanswered;
        }

        // Said before it is looked at: a place that becomes free in between is heard of. Those that wait for the quarantine take nobody's, within reason.
        isFull = true;
        places.Release(unanswered?.Limit ?? 0);
        var free = places.Reserve(Math.Min(quarantine.Waiting, environment.Options.MaxConcurrentRuns));
        isFull = free == 0;
        return unanswered = isFull ? null : new TakeRequest { Worker = name, Token = NextToken(), TaskIds = environment.Tasks.ExecutableIds, Limit = free };
    }

    // No other worker's, and ascending: the upper bits are this worker's, by chance.
    private long NextToken() => token = token == 0 ? environment.Log.Scheduler.Random.NextInt64(1L << 42) << 20 : token + 1;

    private void Begin(TakenRun run, TakeRequest request)
    {
        var execution = new RunExecution(environment, run, request.Token, places, quarantine, ended);
        executions.Add(execution);
        if (lease.Worker != request.Worker)
        {
            execution.LetGo();
        }

        execution.Start();
    }

    private void Ended(RunExecution execution)
    {
        executions.Remove(execution);
        OnPlaceFree();
    }

    private async ValueTask SleepAsync(TimeSpan? delay)
    {
        if (delay <= TimeSpan.Zero)
        {
            return;
        }

        using var timer = delay is { } due
            ? environment.Log.Time.CreateTimer(
                static signal => ((Signal)signal!).Set(), wake, due < LongestSleep ? due : LongestSleep, Timeout.InfiniteTimeSpan)
            : null;
        try
        {
            await wake.WaitAsync(stopping.Token).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            // Stopping: the loop looks.
        }
    }

    [LoggerMessage(LogLevel.Error, "Runs could not be taken from the store; trying again in {Delay} s.")]
    private partial void LogTakeFailed(Exception exception, double delay);

    [LoggerMessage(LogLevel.Error, "The worker's lease '{Name}' was lost: the store did not answer in time, or others took the worker for dead. It drops {Runs} executions and begins anew; their runs are executed again.")]
    private partial void LogLeaseLost(string name, int runs);

    [LoggerMessage(LogLevel.Warning, "The worker stops without taking leave of the store; other workers take over what it may own when its lease has run out.")]
    private partial void LogNotReleased(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The store could not be asked which runs this worker owns; trying again.")]
    private partial void LogNotReconciled(Exception exception);

    [LoggerMessage(LogLevel.Critical, "The worker has ended; this host takes no more runs.")]
    private partial void LogWorkerEnded(Exception exception);

    [LoggerMessage(LogLevel.Warning, "The host stops with {Runs} executions left behind: the store does not answer, or a task does not let go of its services.")]
    private partial void LogLeftBehind(int runs);
}
