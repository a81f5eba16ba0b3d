using System.Runtime.ExceptionServices;
using Microsoft.Extensions.AI;
using Runnel.Execution;

namespace Runnel.Ai;

/// <summary>One writing of a model's: its steps, read once.</summary>
internal sealed class TextRun<TTools>(
    IChatClient model, Approvals approvals, ToolBox<TTools> tools, StreamTextOptions options, CancellationToken cancellationToken)
    where TTools : class, IToolSet
{
    private readonly TaskCompletionSource<IReadOnlyList<TextStep>> end = new();
    private readonly AmbientRun? run = AmbientRun.Current;
    private int claims;

    public IAsyncEnumerable<ITextStreamPart<TTools>> Parts => new OneReader<ITextStreamPart<TTools>>(Claim, ReadAsync);

    public IAsyncEnumerable<string> Texts => new OneReader<string>(Claim, ReadTextAsync);

    public static UsageDetails UsageOf(IReadOnlyList<TextStep> steps)
    {
        var usage = new UsageDetails();
        foreach (var step in steps)
        {
            usage.Add(step.Usage);
        }

        return usage;
    }

    /// <summary>All steps, when all is over; where nobody reads, this does.</summary>
    public async Task<IReadOnlyList<TextStep>> EndAsync()
    {
        if (Claim())
        {
            var parts = ReadAsync(CancellationToken.None);
            await using var disposal = parts.ConfigureAwait(false);
            while (await parts.MoveNextAsync().ConfigureAwait(false))
            {
            }
        }

        return await end.Task.ConfigureAwait(false);
    }

    private bool Claim() => Interlocked.Exchange(ref claims, 1) == 0;

    private async IAsyncEnumerator<string> ReadTextAsync(CancellationToken readerToken)
    {
        var parts = ReadAsync(readerToken);
        await using var disposal = parts.ConfigureAwait(false);
        while (await parts.MoveNextAsync().ConfigureAwait(false))
        {
            if (parts.Current is TextDelta delta)
            {
                yield return delta.Text;
            }
        }
    }

    private async IAsyncEnumerator<ITextStreamPart<TTools>> ReadAsync(CancellationToken readerToken)
    {
        // A reader that leaves, such as a task that fails, gives up no run: the next execution joins it.
        using var asked = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, run?.Steps.Stopping ?? default);
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(asked.Token, readerToken);
        var conversation = new Conversation<TTools>(model, approvals, tools, options, run, run is null ? stop.Token : asked.Token, stop.Token);
        List<ITextStreamPart<TTools>> ready = [new StreamStart()];
        TextDelta? delta = null;
        Exception? failure = null;
        var isOver = false;
        try
        {
            for (var more = true; ;)
            {
                if (delta is not null)
                {
                    yield return delta;
                }

                for (var index = 0; index < ready.Count; index++)
                {
                    yield return ready[index];
                }

                if (!more)
                {
                    break;
                }

                ready.Clear();
                delta = null;
                try
                {
                    delta = conversation.Writing is { } step ? step.Take(await step.PullAsync().ConfigureAwait(false)) : null;
                    if (delta is null)
                    {
                        more = await conversation.NextAsync(ready).ConfigureAwait(false);
                        isOver = !more && end.TrySetResult(conversation.Steps);
                    }
                }
                catch (Exception exception)
                {
                    failure = await EndEarlyAsync(exception, conversation, ready, stop).ConfigureAwait(false);
                    more = false;
                }
            }

            if (failure is not null)
            {
                ExceptionDispatchInfo.Throw(failure);
            }
        }
        finally
        {
            if (!isOver)
            {
                // A reader that leaves early stops what is under way.
                stop.Cancel();
                await conversation.GiveUpAsync(ready).ConfigureAwait(false);
                if (end.TrySetException(failure ?? new InvalidOperationException("Whoever read the stream left it before its end.")))
                {
                    _ = end.Task.Exception;
                }
            }
        }
    }

    // Whatever clients of models throw when they are canceled, it is a cancellation.
    private async ValueTask<Exception> EndEarlyAsync(
        Exception exception, Conversation<TTools> conversation, List<ITextStreamPart<TTools>> ready, CancellationTokenSource stop)
    {
        var isAborted = stop.IsCancellationRequested;
        try
        {
            await (isAborted ? default : conversation.FinishCallsAsync(ready)).ConfigureAwait(false);
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // Canceled while it waited: the model's failure is what is told.
        }

        stop.Cancel();
        await conversation.GiveUpAsync(ready).ConfigureAwait(false);
        ready.Add(isAborted ? new AbortPart { Reason = exception.Message } : new ErrorPart(TaskError.From(exception)));
        return isAborted && exception is not OperationCanceledException ? new OperationCanceledException(exception.Message, exception, stop.Token) : exception;
    }
}
