using Runnel.Log;
using Runnel.Streams;

namespace Runnel.Execution;

/// <summary>After a task has returned: lets its piped streams go on to their end, for a bounded time, and notes what went wrong.</summary>
internal sealed class StreamDrain(TaskStreams streams, RunWriter writer, TimeProvider time)
{
    /// <summary>Waits for the streams.</summary>
    public async ValueTask<DrainOutcome> RunAsync(TimeSpan timeout, StopReasons stop)
    {
        var drained = Task.WhenAll(streams.Pumps.Select(pump => pump.WaitAsync()));
        _ = drained.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        using var endOfWait = new CancellationTokenSource();
        await Task.WhenAny(drained, stop.Requested, Task.Delay(timeout, time, endOfWait.Token)).ConfigureAwait(false);
        endOfWait.Cancel();
        var isOver = stop.Reason == StopReason.None || streams.Pumps.All(pump => pump.HasEnded && !pump.IsStopped);
        foreach (var pump in streams.Pumps.Where(pump => isOver && !pump.HasEnded))
        {
            CutOff(pump, timeout);
        }

        var failed = streams.Pumps.Where(pump => pump.Failure is not null && !pump.IsSettled).ToList();
        foreach (var pump in failed)
        {
            Warn($"Stream '{pump.Writer.Key}' failed after the task had returned: {pump.Failure!.Message}");
        }

        return new DrainOutcome(isOver, failed.FirstOrDefault()?.Failure);
    }

    private void CutOff(Pump pump, TimeSpan timeout)
    {
        if (pump.CutOff(StreamEndReason.DrainTimedOut))
        {
            Warn($"Stream '{pump.Writer.Key}' was cut off: it was still running {timeout.TotalSeconds:0.###} s after the task had returned. "
                + "Await its Completion in the task if it is to run to its end.");
        }
    }

    private void Warn(string message)
    {
        try
        {
            writer.Write(writer.NewEntry(EntryKind.Warning), EntryBodies.Encode(new WarningBody(message), EntryBodies.Default.WarningBody));
        }
        catch (RunFencedException)
        {
            // The run is another's to warn about.
        }
    }
}

/// <summary>How draining ended.</summary>
/// <param name="IsOver">Whether the run can end; else the execution was stopped before.</param>
/// <param name="Failure">What the first stream that failed in it threw, if one did.</param>
internal sealed record DrainOutcome(bool IsOver, Exception? Failure);
