using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>One step: a model's answer as it comes, from the model or from the log, and the calls of tools in it.</summary>
/// <param name="updates">The model's answer.</param>
/// <param name="answer">What the answer comes to.</param>
/// <param name="calls">The calls.</param>
/// <param name="memos">Where the answer is kept; nothing where it need not be.</param>
internal sealed class ModelStep<TTools>(
    IAsyncEnumerator<ChatResponseUpdate> updates, ModelAnswer<TTools> answer, ToolCalls<TTools> calls, StepMemos? memos)
    where TTools : class, IToolSet
{
    private Task<bool>? thinking;
    private bool? pulled;
    private bool isAnswered;
    private bool isForCaller;

    /// <summary>Whether the writing ends here, whatever may follow: no call is left for the model to be told of, or one is the caller's to answer.</summary>
    public bool IsLast => calls.Count == 0 || !calls.AreAnswered || isForCaller;

    /// <summary>Whether the model's next update is all that there is to wait for.</summary>
    public bool IsWriting => !isAnswered && thinking is null && pulled is null && !calls.AreRunning;

    /// <summary>Asks for the model's next update, while it is writing; what is given is for <see cref="Take"/>.</summary>
    public ValueTask<bool> PullAsync() => updates.MoveNextAsync();

    /// <summary>The next piece of the text that the model writes, of an update that was asked for; null where it is anything else, with which <see cref="NextAsync"/> goes on.</summary>
    /// <param name="isThere">Whether there is an update.</param>
    public TextDelta? Take(bool isThere)
    {
        if (isThere && answer.IsText && updates.Current is { Contents: [TextContent { Text: { Length: > 0 } text } content] } update
            && content.GetType() == typeof(TextContent) && content.Annotations is null && update is not IToolInputUpdate)
        {
            answer.Add(update);
            return answer.Continue(text);
        }

        pulled = isThere;
        return null;
    }

    /// <summary>Adds what comes next.</summary>
    /// <returns>Whether there may be more.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> NextAsync(List<ITextStreamPart<TTools>> ready, CancellationToken cancellationToken)
    {
        if (!isAnswered)
        {
            // While the model thinks, what its calls give is told.
            if (calls.AreRunning && await IsThinkingAsync(ready).ConfigureAwait(false))
            {
                return true;
            }

            var next = pulled is { } isThere ? new ValueTask<bool>(isThere) : thinking is null ? updates.MoveNextAsync() : new ValueTask<bool>(thinking);
            (thinking, pulled) = (null, null);
            if (await next.ConfigureAwait(false))
            {
                await AddAsync(updates.Current, ready).ConfigureAwait(false);
                calls.Take(ready);
                return true;
            }

            isAnswered = true;
            answer.Close(ready);
            await updates.DisposeAsync().ConfigureAwait(false);
            await (memos?.KeepAsync(answer.Response, calls.Problems) ?? default).ConfigureAwait(false);
            return true;
        }

        if (!calls.AreRunning)
        {
            return false;
        }

        await calls.AnyAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
        calls.Take(ready);
        return true;
    }

    /// <summary>What the step comes to.</summary>
    public TextStep End(int number)
    {
        List<ChatMessage> said = calls.Count > 0 ? [answer.Message, new ChatMessage(ChatRole.Tool, [.. calls.Results])] : [answer.Message];
        said.RemoveAll(message => message.Contents.Count == 0);
        var reason = answer.FinishReason ?? (calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop);
        return new TextStep(number, answer.Text, said, reason, answer.Usage) { ModelId = answer.ModelId, ResponseId = answer.ResponseId };
    }

    /// <summary>Waits for the calls that are under way and no runs: the model has failed, but what they give is kept for the next execution.</summary>
    public ValueTask FinishCallsAsync(List<ITextStreamPart<TTools>> ready) => calls.FinishAsync(ready);

    /// <summary>Ends it early, when its token is canceled: adds what is left to tell.</summary>
    public async ValueTask GiveUpAsync(List<ITextStreamPart<TTools>> ready, TimeSpan limit, TimeProvider time)
    {
        if (thinking is not null)
        {
            await ((Task)thinking).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        var wasAnswered = isAnswered;
        isAnswered = true;
        answer.Close(ready);
        await calls.EndAsync(ready, limit, time).ConfigureAwait(false);
        if (!wasAnswered)
        {
            await updates.DisposeAsync().ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> IsThinkingAsync(List<ITextStreamPart<TTools>> ready)
    {
        thinking ??= updates.MoveNextAsync().AsTask();
        if (!thinking.IsCompleted)
        {
            await Task.WhenAny(thinking, calls.AnyAsync()).ConfigureAwait(false);
            calls.Take(ready);
        }

        return !thinking.IsCompleted;
    }

    // Of what an update holds, only a call that is mended has to be waited for.
    private async ValueTask AddAsync(ChatResponseUpdate update, List<ITextStreamPart<TTools>> ready)
    {
        answer.Add(update);
        if (update is IToolInputUpdate { ToolInput: var input })
        {
            ready.AddRange(input.Select(calls.Announced));
        }

        // Not foreach: the list's enumerator would be an object for each update.
        for (var index = 0; index < update.Contents.Count; index++)
        {
            switch (update.Contents[index])
            {
                case FunctionCallContent { InformationalOnly: false } call:
                    answer.Close(ready);
                    answer.Add(await calls.BeginAsync(call, mustBeApproved: false, ready).ConfigureAwait(false));
                    break;
                case ToolApprovalRequestContent { ToolCall: FunctionCallContent call }:
                    answer.Close(ready);
                    answer.Add(await calls.BeginAsync(call, mustBeApproved: true, ready).ConfigureAwait(false));
                    break;
                case ToolApprovalRequestContent request:
                    // Of a tool that the provider calls: its own client understands the answer.
                    isForCaller = true;
                    answer.Close(ready);
                    answer.Add(request);
                    ready.Add(ToolApprovalRequest.Of(request));
                    break;
                case var content:
                    answer.Add(content, ready);
                    break;
            }
        }
    }
}
