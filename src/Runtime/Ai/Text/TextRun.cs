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
            // A refusal is what the model says.
            if (parts.Current is TextDelta { Text: var text })
            {
                yield return text;
            }
            else if (parts.Current is ErrorPart { Error: { Type: Refusal.Code, Message: var words } })
            {
                yield return words;
            }
        }
    }

    private async IAsyncEnumerator<ITextStreamPart<TTools>> ReadAsync(CancellationToken readerToken)
    {
        TextEnding<TTools>? ending = null;
        Exception? failure = null;
        try
        {
            ending = new TextEnding<TTools>(run, cancellationToken, readerToken);
            var conversation = new Conversation<TTools>(model, approvals, tools, options, run, ending.GivenUp, ending.Stopped);
            ending.Of = conversation;
            List<ITextStreamPart<TTools>> ready = [new StreamStart()];
            TextDelta? delta = null;
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
                    conversation.ThrowIfStopped();
                    delta = conversation.Writing is { } step ? step.Take(await step.PullAsync().ConfigureAwait(false)) : null;
                    more = delta is not null || await conversation.NextAsync(ready).ConfigureAwait(false);
                    if (!more)
                    {
                        end.TrySetResult(conversation.Steps);
                    }
                }
                catch (Exception exception)
                {
                    failure = await ending.EndEarlyAsync(exception, ready).ConfigureAwait(false);
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
            // A reader that leaves early stops what is under way.
            if (!end.Task.IsCompletedSuccessfully && ending is not null)
            {
                await ending.LeaveAsync().ConfigureAwait(false);
            }

            if (end.TrySetException(failure ?? new InvalidOperationException("Whoever read the stream left it before its end.")))
            {
                _ = end.Task.Exception;
            }

            ending?.Dispose();
        }
    }
}
