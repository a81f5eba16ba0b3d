using Microsoft.Extensions.Logging;
using Runnel.Control;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Execution;

/// <summary>
/// A run that is waited for does not outlive the run that waits: while it executes it is asked to be canceled when that one has ended, or is to be
/// canceled. Whether the request comes too late its own log decides.
/// </summary>
internal sealed partial class ParentWatch(RunLog log, string parentId, string runId, ILogger logger) : IDisposable
{
    private static readonly TimeSpan Retry = TimeSpan.FromSeconds(1);

    private readonly CancellationTokenSource over = new();
    private IDisposable? news;
    private bool hasHeard;

    /// <summary>Whether there is somebody to run for; from then on it is watched.</summary>
    public async ValueTask<bool> BeginAsync()
    {
        // First the ear, then the look: what happens in between is heard.
        news = log.Endings.Watch(parentId, OnOver);
        try
        {
            return !IsOver(await FindAsync().ConfigureAwait(false));
        }
        catch (Exception exception) when (exception is not RunnelException)
        {
            LogNotReached(exception, parentId);
            log.Scheduler.Schedule(static watch => _ = ((ParentWatch)watch!).LookAsync(Retry), this);
            return true;
        }
    }

    public void Dispose()
    {
        news?.Dispose();
        over.Cancel();
    }

    private static bool IsOver(RunHead? parent) => parent is null || parent.Status.IsTerminal || parent.Intent == RunIntent.Cancel;

    // There is no way back from what was heard: it is acted upon once.
    private void OnOver()
    {
        if (!Interlocked.Exchange(ref hasHeard, true))
        {
            _ = LookAsync(TimeSpan.Zero);
        }
    }

    private async ValueTask<RunHead?> FindAsync()
    {
        try
        {
            return await log.Store.GetAsync(parentId, over.Token).ConfigureAwait(false);
        }
        catch (RunGoneException)
        {
            return null;
        }
    }

    private async Task LookAsync(TimeSpan delay)
    {
        try
        {
            do
            {
                await log.Scheduler.DelayAsync(delay, log.Time, over.Token).ConfigureAwait(false);
                delay = Retry;
            }
            while (!await TryLookAsync().ConfigureAwait(false));
        }
        catch (OperationCanceledException)
        {
            // The execution is over first.
        }
    }

    private async ValueTask<bool> TryLookAsync()
    {
        try
        {
            if (IsOver(await FindAsync().ConfigureAwait(false)))
            {
                await Cancellation.CancelAsync(log, runId, over.Token).ConfigureAwait(false);
            }

            return true;
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            LogNotReached(exception, parentId);
            return false;
        }
    }

    [LoggerMessage(LogLevel.Warning, "The store could not be asked about run '{ParentId}', which waits for this one; trying again.")]
    private partial void LogNotReached(Exception exception, string parentId);
}
