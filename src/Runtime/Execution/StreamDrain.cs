using Runnel.Log;
using Runnel.Streams;

namespace Runnel.Execution;

/// <summary>After a task has returned: lets its piped streams go on to their end, for a bounded time, and notes what went wrong.</summary>
internal sealed class StreamDrain(TaskStreams streams, RunWriter writer, TimeProvider time)
{
    /// <summary>Waits for the streams.</summary>
    public async ValueTask<DrainOutcome> RunAsync(TimeSpan timeout, StopReasons stop)
    {
        var drained = Task.WhenAll(streams.Pumps.Select(pump => pump.Completion));
        _ = drained.ContinueWith(static task => _ = task.Exception, CancellationToken.None, TaskContinuationOptions.ExecuteSynchronously, TaskScheduler.Default);
        using var endOfWait = new CancellationTokenSource();
        await Task.WhenAny(drained, stop.Requested, Task.Delay(timeout, time, endOfWait.Token)).ConfigureAwait(false);
        endOfWait.Cancel();
        if (!drained.IsCompleted && stop.Reason is not StopReason.None)
        {
            return new DrainOutcome(Failure: null);
        }

        foreach (var pump in streams.Pumps.Where(pump => !pump.Completion.IsCompleted))
        {
            CutOff(pump, timeout);
        }

        var failed = streams.Pumps.Where(pump => pump.Failure is not null && !pump.IsSettled).ToList();
        foreach (var pump in failed)
        {
            Warn($"Stream '{pump.Writer.Key}' failed after the task had returned: {pump.Failure!.Message}");
        }

        return new DrainOutcome(failed.FirstOrDefault()?.Failure);
    }

    private void CutOff(Pump pump, TimeSpan timeout)
    {
        pump.Stop();
        if (pump.Writer.End(StreamEndReason.DrainTimedOut))
        {
            Warn($"Stream '{pump.Writer.Key}' was cut off: it was still running {timeout.TotalSeconds:0.###} s after the task had returned. "
                + "Await its Completion in the task if it is to run to its end.");
        }
    }

    private void Warn(string message) =>
        writer.Write(writer.NewEntry(EntryKind.Warning), EntryBodies.Encode(new WarningBody(message), EntryBodies.Default.WarningBody));
}

/// <summary>How draining ended: what the first stream that failed in it threw, if one did.</summary>
internal sealed record DrainOutcome(Exception? Failure);
