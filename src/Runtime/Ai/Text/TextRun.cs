using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>One writing of a model's: its steps, read once.</summary>
internal sealed class TextRun<TTools>(
    IChatClient model, List<ChatMessage> messages, ToolBox<TTools> tools, StreamTextOptions options, CancellationToken cancellationToken)
    where TTools : class, IToolSet
{
    private readonly TaskCompletionSource<IReadOnlyList<TextStep>> end = new();
    private readonly List<TextStep> steps = [];
    private readonly HashSet<string> callIds = new(StringComparer.Ordinal);
    private readonly BlockIds blockIds = new();
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
        using var stop = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, readerToken);
        var ready = new List<ITextStreamPart<TTools>>();
        Exception? failure = null;
        try
        {
            yield return new StreamStart();
            while (failure is null)
            {
                yield return new StepStart();
                var answer = new ModelAnswer<TTools>(blockIds);
                var calls = new ToolCalls<TTools>(tools, options, callIds, stop.Token);
                var updates = Ask(stop.Token);
                try
                {
                    while (true)
                    {
                        var next = updates.MoveNextAsync();
                        if (!next.IsCompletedSuccessfully)
                        {
                            // While the model thinks, what its calls give is told.
                            var thinking = next.AsTask();
                            while (!thinking.IsCompleted && calls.AreRunning)
                            {
                                await Task.WhenAny(thinking, calls.AnyAsync()).ConfigureAwait(false);
                                calls.Take(ready);
                                foreach (var part in ready)
                                {
                                    yield return part;
                                }

                                ready.Clear();
                            }

                            next = new ValueTask<bool>(thinking);
                        }

                        (var isUpdate, failure) = next.IsCompletedSuccessfully ? (next.Result, null) : await OutcomeOf(next).ConfigureAwait(false);
                        if (!isUpdate)
                        {
                            break;
                        }

                        failure = await AddAsync(updates.Current, answer, calls, ready).ConfigureAwait(false);
                        foreach (var part in ready)
                        {
                            yield return part;
                        }

                        ready.Clear();
                        if (failure is not null)
                        {
                            break;
                        }
                    }
                }
                finally
                {
                    await updates.DisposeAsync().ConfigureAwait(false);
                }

                answer.Close(ready);
                while (failure is null && calls.AreRunning)
                {
                    foreach (var part in ready)
                    {
                        yield return part;
                    }

                    ready.Clear();
                    await calls.AnyAsync().ConfigureAwait(false);
                    calls.Take(ready);
                    failure = stop.IsCancellationRequested ? new OperationCanceledException(stop.Token) : null;
                }

                if (failure is not null)
                {
                    stop.Cancel();
                    await calls.EndAsync().ConfigureAwait(false);
                    calls.Take(ready);
                }

                foreach (var part in ready)
                {
                    yield return part;
                }

                ready.Clear();
                if (failure is not null)
                {
                    break;
                }

                var step = End(answer, calls);
                yield return new StepFinish(step.FinishReason, step.Usage) { ModelId = step.ModelId, ResponseId = step.ResponseId };
                failure = await TellAsync(step, stop.Token).ConfigureAwait(false);
                if (failure is null && IsLast(calls))
                {
                    yield return new FinishPart(step.FinishReason, UsageOf(steps));
                    end.TrySetResult(steps);
                    yield break;
                }
            }

            yield return failure is OperationCanceledException ? new AbortPart { Reason = failure.Message } : new ErrorPart(TaskError.From(failure!));
            System.Runtime.ExceptionServices.ExceptionDispatchInfo.Throw(failure!);
        }
        finally
        {
            // A reader that leaves early stops what is under way.
            stop.Cancel();
            if (end.TrySetException(failure ?? new InvalidOperationException("Whoever read the stream left it before its end.")))
            {
                _ = end.Task.Exception;
            }
        }
    }

    private IAsyncEnumerator<ChatResponseUpdate> Ask(CancellationToken token)
    {
        var chat = options.Chat?.Clone() ?? new ChatOptions();
        chat.ModelId = options.ModelId ?? chat.ModelId;
        chat.Tools = tools.All is { Count: > 0 } all ? [.. all] : null;
        IEnumerable<ChatMessage> asked = options.System is { } system ? [new ChatMessage(ChatRole.System, system), .. messages] : [.. messages];
        return model.GetStreamingResponseAsync(asked, chat, token).GetAsyncEnumerator(token);
    }

    // Of what an update holds, only a call that is mended has to be waited for.
    private async ValueTask<Exception?> AddAsync(
        ChatResponseUpdate update, ModelAnswer<TTools> answer, ToolCalls<TTools> calls, List<ITextStreamPart<TTools>> ready)
    {
        answer.Add(update);
        if (update is IToolInputUpdate { ToolInput: var input })
        {
            ready.AddRange(input);
        }

        foreach (var content in update.Contents)
        {
            if (content is not FunctionCallContent { InformationalOnly: false } call)
            {
                answer.Add(content, ready);
                continue;
            }

            answer.Close(ready);
            try
            {
                answer.Add(await calls.BeginAsync(call, ready).ConfigureAwait(false));
            }
            catch (Exception exception)
            {
                return exception;
            }
        }

        calls.Take(ready);
        return null;
    }

    private TextStep End(ModelAnswer<TTools> answer, ToolCalls<TTools> calls)
    {
        List<ChatMessage> said = calls.Count > 0 ? [answer.Message, calls.Message] : [answer.Message];
        messages.AddRange(said);
        var reason = answer.FinishReason ?? (calls.Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop);
        var step = new TextStep(steps.Count + 1, answer.Text, said, reason, answer.Usage) { ModelId = answer.ModelId, ResponseId = answer.ResponseId };
        steps.Add(step);
        return step;
    }

    private bool IsLast(ToolCalls<TTools> calls) =>
        calls.Count == 0 || !calls.AreAnswered || steps.Count >= options.MaxSteps || options.StopWhen?.Invoke(steps) is true;

    private async ValueTask<Exception?> TellAsync(TextStep step, CancellationToken token)
    {
        try
        {
            await (options.OnStep?.Invoke(step, token) ?? default).ConfigureAwait(false);
            return null;
        }
        catch (Exception exception)
        {
            return exception;
        }
    }

    private static async ValueTask<(bool IsUpdate, Exception? Failure)> OutcomeOf(ValueTask<bool> next)
    {
        try
        {
            return (await next.ConfigureAwait(false), null);
        }
        catch (Exception exception)
        {
            return (false, exception);
        }
    }
}
