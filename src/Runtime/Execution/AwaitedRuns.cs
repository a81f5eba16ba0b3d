using Microsoft.Extensions.Logging;
using Runnel.Control;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Execution;

/// <summary>
/// The runs that one execution waits for. One that is given up with its waiter, and one that nobody asked for again, is canceled when its
/// parent ends; while the parent may go on elsewhere it is left alone, to be joined again.
/// </summary>
internal sealed partial class AwaitedRuns
{
    private readonly Lock gate = new();
    private readonly RunLog log;
    private readonly StopReasons stop;
    private readonly ILogger logger;

    // Each with how many calls wait for it now.
    private Dictionary<string, int>? open;
    private bool isOver;

    /// <param name="log">Where the runs are.</param>
    /// <param name="earlier">What earlier executions triggered; those that they waited for are this one's.</param>
    /// <param name="stop">Ends every wait.</param>
    /// <param name="logger">Where what fails and is tried again is told.</param>
    public AwaitedRuns(RunLog log, IReadOnlyDictionary<string, ChildBody> earlier, StopReasons stop, ILogger logger)
    {
        (this.log, this.stop, this.logger) = (log, stop, logger);
        if (earlier.Count > 0)
        {
            Add(earlier.Values.Where(child => child.IsAwaited).Select(child => child.RunId));
        }
    }

    public void Add(IEnumerable<string> runIds)
    {
        lock (gate)
        {
            open ??= new(StringComparer.Ordinal);
            foreach (var runId in runIds)
            {
                open.TryAdd(runId, 0);
            }
        }
    }

    public ValueTask<RunHead?> FindAsync(string runId, CancellationToken cancellationToken) =>
        PersistAsync(token => FindOnceAsync(runId, token), cancellationToken);

    public ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        PersistAsync(token => log.Store.CreateAsync(runs, token), cancellationToken);

    /// <exception cref="QueueNotFoundException">The options name a queue that nobody has declared.</exception>
    public async ValueTask RequireQueueAsync(RunFactory runs, TriggerOptions? options, CancellationToken cancellationToken)
    {
        if (options?.Queue is not null)
        {
            await PersistAsync(
                async token =>
                {
                    await runs.RequireQueueAsync(options, token).ConfigureAwait(false);
                    return true;
                },
                cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Waits for runs to end, and reads how they did.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up, and those that did not end by then are canceled; or the execution is to stop.</exception>
    /// <exception cref="RunGoneException">A run has ended so long ago that its log is gone.</exception>
    public async ValueTask<IReadOnlyList<RunResult>> ResultsAsync(IReadOnlyList<string> runIds, CancellationToken cancellationToken)
    {
        using var both = cancellationToken.CanBeCanceled && cancellationToken != stop.Token
            ? CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token)
            : null;
        var token = both?.Token ?? stop.Token;
        Count(runIds, 1);
        try
        {
            var results = new RunResult[runIds.Count];
            var retry = Backoff.First;
            for (var index = 0; index < results.Length;)
            {
                // Not through PersistAsync: a run may wait here for long, and pays for every method that it waits in.
                try
                {
                    var head = await log.Endings.WaitAsync(runIds[index], token).ConfigureAwait(false) ?? throw new RunGoneException(runIds[index]);
                    results[index] = await RunResult.ReadAsync(log.Store, head, token).ConfigureAwait(false);
                    Forget(runIds[index++]);
                    retry = Backoff.First;
                    continue;
                }
                catch (Exception exception) when (MayPass(exception))
                {
                    LogNotReached(exception, retry.Delay.TotalMilliseconds);
                }

                await log.Scheduler.DelayAsync(retry.Delay, log.Time, token).ConfigureAwait(false);
                retry = retry.Next;
            }

            return results;
        }
        catch (OperationCanceledException) when (stop.Reason is not (StopReason.HandedBack or StopReason.Fenced))
        {
            await (AmbientRun.Current is { LeavesRuns: true } ? default : CancelAsync(LeftBy(runIds))).ConfigureAwait(false);
            throw;
        }
        finally
        {
            Count(runIds, -1);
        }
    }

    /// <summary>The execution is over: what is given up from now on may be another's.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
        }
    }

    /// <summary>The run has ended: whom it waited for, and nobody asked for again, is canceled.</summary>
    public ValueTask CancelLeftAsync()
    {
        List<string> left;
        lock (gate)
        {
            if (open is null or { Count: 0 })
            {
                return ValueTask.CompletedTask;
            }

            left = [.. open.Keys.Order(StringComparer.Ordinal)];
        }

        return CancelAsync(left);
    }

    private void Forget(string runId)
    {
        lock (gate)
        {
            open?.Remove(runId);
        }
    }

    private async ValueTask<RunHead?> FindOnceAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            return await log.Store.GetAsync(runId, cancellationToken).ConfigureAwait(false);
        }
        catch (RunGoneException)
        {
            return null;
        }
    }

    private void Count(IReadOnlyList<string> runIds, int by)
    {
        lock (gate)
        {
            foreach (var runId in runIds)
            {
                if (open is not null && open.TryGetValue(runId, out var waits))
                {
                    open[runId] = waits + by;
                }
            }
        }
    }

    // Those for which nobody else waits, here or in a later execution.
    private List<string> LeftBy(IReadOnlyList<string> runIds)
    {
        lock (gate)
        {
            return isOver || open is null ? [] : [.. runIds.GroupBy(runId => runId, StringComparer.Ordinal)
                .Where(run => open.TryGetValue(run.Key, out var waits) && waits == run.Count()).Select(run => run.Key)];
        }
    }

    // Where it fails: a child that is executed, now or later, ends when it sees that its parent has.
    private async ValueTask CancelAsync(IEnumerable<string> runIds)
    {
        foreach (var runId in runIds.ToList())
        {
            try
            {
                await Cancellation.CancelAsync(log, runId, CancellationToken.None).ConfigureAwait(false);
                Forget(runId);
            }
            catch (Exception exception)
            {
                LogNotCanceled(exception, runId);
            }
        }
    }

    private bool MayPass(Exception exception) =>
        stop.Reason != StopReason.Fenced && exception is not (RunnelException or OperationCanceledException or ObjectDisposedException);

    // A store that does not answer now may later; the task waits as long.
    private async ValueTask<T> PersistAsync<T>(Func<CancellationToken, ValueTask<T>> call, CancellationToken cancellationToken)
    {
        for (var retry = Backoff.First; ; retry = retry.Next)
        {
            try
            {
                return await call(cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (MayPass(exception))
            {
                LogNotReached(exception, retry.Delay.TotalMilliseconds);
            }

            await log.Scheduler.DelayAsync(retry.Delay, log.Time, cancellationToken).ConfigureAwait(false);
        }
    }

    [LoggerMessage(LogLevel.Warning, "The store could not be asked about a run that is waited for; trying again in {Delay} ms.")]
    private partial void LogNotReached(Exception exception, double delay);

    [LoggerMessage(LogLevel.Warning, "Run '{RunId}', which nobody waits for any more, could not be canceled; it ends when it is executed.")]
    private partial void LogNotCanceled(Exception exception, string runId);
}
