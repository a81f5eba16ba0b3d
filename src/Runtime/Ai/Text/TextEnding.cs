using Runnel.Execution;

namespace Runnel.Ai;

/// <summary>How a writing ends before its end: it is canceled, its model fails, or its reader leaves.</summary>
/// <param name="run">The run whose code asks.</param>
/// <param name="cancellationToken">The caller's.</param>
/// <param name="readerToken">The reader's.</param>
internal sealed class TextEnding<TTools>(AmbientRun? run, CancellationToken cancellationToken, CancellationToken readerToken) : IDisposable
    where TTools : class, IToolSet
{
    // A reader that leaves, such as a task that fails, gives nothing up: the run's next execution joins what is under way.
    private readonly CancellationTokenSource given = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run?.Steps.Stopping ?? default);
    private CancellationTokenSource? stop;
    private bool hasEnded;

    /// <summary>What ends.</summary>
    public Conversation<TTools>? Of { get; set; }

    /// <summary>Canceled where the writing is given up, rather than left.</summary>
    public CancellationToken GivenUp => given.Token;

    /// <summary>Canceled when it is to stop, for whichever reason.</summary>
    public CancellationToken Stopped => Stop.Token;

    private CancellationTokenSource Stop => stop ??= CancellationTokenSource.CreateLinkedTokenSource(given.Token, readerToken);

    /// <summary>Ends what is under way after something was thrown, and adds what is to be told of it.</summary>
    /// <returns>What to throw: whatever clients of models throw when they are canceled, it is a cancellation.</returns>
    public async ValueTask<Exception> EndEarlyAsync(Exception exception, List<ITextStreamPart<TTools>> ready)
    {
        var isAborted = Stopped.IsCancellationRequested || run?.Steps.Stopping.IsCancellationRequested is true;
        try
        {
            await (isAborted ? default : Of!.FinishCallsAsync(ready)).ConfigureAwait(false);
        }
        catch (Exception)
        {
            // Canceled, or the run lost, while it waited: the model's failure is what is told.
        }

        await EndAsync(ready).ConfigureAwait(false);
        ready.Add(isAborted ? new AbortPart { Reason = exception.Message } : new ErrorPart(TaskError.From(exception)));
        return isAborted && exception is not OperationCanceledException ? new OperationCanceledException(exception.Message, exception, Stopped) : exception;
    }

    /// <summary>Ends what is under way, when nobody reads any more.</summary>
    public ValueTask LeaveAsync() => EndAsync([]);

    public void Dispose()
    {
        stop?.Dispose();
        given.Dispose();
    }

    // What others throw at their being stopped is no reason for not stopping the rest, nor what the reader is told.
    private async ValueTask EndAsync(List<ITextStreamPart<TTools>> ready)
    {
        if (hasEnded)
        {
            return;
        }

        hasEnded = true;
        try
        {
            Stop.Cancel();
        }
        catch (AggregateException)
        {
        }

        try
        {
            await Of!.GiveUpAsync(ready).ConfigureAwait(false);
        }
        catch (Exception)
        {
        }
    }
}
