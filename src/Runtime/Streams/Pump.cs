using Runnel.Log;
using Runnel.Scheduling;

namespace Runnel.Streams;

/// <summary>Reads one source to its end and writes what it yields.</summary>
/// <param name="writer">Where to.</param>
/// <param name="scheduler">Where the source runs.</param>
/// <param name="executionStopped">The token that the task has: a source that is given it ends when the execution is stopped.</param>
internal sealed class Pump(StreamWriter writer, IScheduler scheduler, CancellationToken executionStopped)
{
    private readonly CancellationTokenSource stopping = new();
    private readonly Outcome outcome = new(scheduler);
    private volatile bool isObserved;
    private volatile bool isCutOff;

    public StreamWriter Writer => writer;

    /// <summary>Whether the source has come to its end, in whichever way.</summary>
    public bool HasEnded => outcome.HasEnded;

    /// <summary>What the source threw, if it did.</summary>
    public Exception? Failure { get; private set; }

    /// <summary>Whether the task has seen, or is going to see, how the stream ends.</summary>
    public bool IsObserved
    {
        get => isObserved;
        set => isObserved = value;
    }

    /// <summary>Whether the source ended because its execution was stopped: the stream has not come to its end.</summary>
    public bool IsStopped { get; private set; }

    /// <summary>Whether the failure came before the task's return and was seen to there.</summary>
    public bool IsSettled { get; set; }

    /// <summary>Begins to read, on the scheduler, in the caller's execution context: the source is the caller's code.</summary>
    // It is the reader from here on, whoever asks for another before it has begun.
    public void Start<T>(IAsyncEnumerable<T> source)
    {
        try
        {
            var reading = source.GetAsyncEnumerator(stopping.Token);
            scheduler.ScheduleInContext(() => _ = RunAsync(reading));
        }
        catch (Exception exception)
        {
            scheduler.ScheduleInContext(() => End(exception));
        }
    }

    /// <summary>Ends the stream, then asks the source to stop. What the source does about it changes nothing any more.</summary>
    /// <returns>Whether the stream was still open.</returns>
    public bool CutOff(StreamEndReason reason)
    {
        isCutOff = true;
        var wasOpen = TryEnd(reason);
        Stop();
        return wasOpen;
    }

    /// <summary>Completes when the source came to its end and its chunks are durable; fails as it did. For one awaiter.</summary>
    public Task WaitAsync() => outcome.WaitAsync();

    /// <summary>Asks the source to stop; the stream's end is somebody else's to write.</summary>
    public void Stop()
    {
        isCutOff = true;
        scheduler.Schedule(static pump => ((Pump)pump!).CancelSource(), this);
    }

    private async Task RunAsync<T>(IAsyncEnumerator<T> source)
    {
        try
        {
            await using (source.ConfigureAwait(false))
            {
                var type = writer.TypeOf<T>();
                while (await source.MoveNextAsync().ConfigureAwait(false))
                {
                    await writer.WriteAsync(source.Current, type, byPump: true, stopping.Token).ConfigureAwait(false);
                }
            }

            // A source that heeds its execution's stop may end quietly: it has not come to its end.
            executionStopped.ThrowIfCancellationRequested();
            TryEnd(StreamEndReason.Completed);
            await writer.FlushAsync(stopping.Token).ConfigureAwait(false);
            outcome.End();
        }
        catch (Exception exception)
        {
            End(exception);
        }
    }

    private void End(Exception exception)
    {
        // Stopped with its execution, the stream is the next execution's to end, or the run's last entry's.
        // One that was cut off, or whose run is another's by now, has been ended elsewhere.
        IsStopped = executionStopped.IsCancellationRequested;
        if (!IsStopped && !isCutOff && exception is not RunFencedException)
        {
            Failure = exception;
            TryEnd(StreamEndReason.Failed, TaskError.From(exception));
        }

        outcome.End(exception);
    }

    private bool TryEnd(StreamEndReason reason, TaskError? error = null)
    {
        try
        {
            return writer.End(reason, error);
        }
        catch (RunFencedException)
        {
            // Nobody is left to tell.
            return false;
        }
    }

    private void CancelSource()
    {
        try
        {
            stopping.Cancel();
        }
        catch (AggregateException)
        {
            // A callback of the source's threw; the stream has ended all the same.
        }
    }
}
