using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Runnel.Execution;

namespace Runnel.Ai;

/// <summary>A conversation with a model, step by step, until the model has nothing more to do or may do no more.</summary>
/// <param name="model">The model.</param>
/// <param name="approvals">The conversation so far.</param>
/// <param name="tools">What the model may call.</param>
/// <param name="options">How it is asked.</param>
/// <param name="run">The run whose code asks.</param>
/// <param name="givenUp">Canceled where the writing is given up, rather than left to the run's next execution.</param>
/// <param name="cancellationToken">Ends it.</param>
internal sealed class Conversation<TTools>(
    IChatClient model, Approvals approvals, ToolBox<TTools> tools, StreamTextOptions options, AmbientRun? run, CancellationToken givenUp,
    CancellationToken cancellationToken)
    where TTools : class, IToolSet
{
    private readonly List<TextStep> steps = [];
    private readonly List<ChatMessage> messages = approvals.Messages;
    private readonly HashSet<string> callIds = approvals.Messages
        .SelectMany(message => message.Contents).OfType<FunctionCallContent>().Select(call => call.CallId).ToHashSet(StringComparer.Ordinal);
    private readonly BlockIds blockIds = new();
    private TextMemos? memos;
    private StepMemos? stepMemos;
    private ToolCalls<TTools>? approved;
    private ModelStep<TTools>? step;
    private TextStep? ended;
    private bool hasBegun;
    private bool isReplayed;

    /// <summary>The steps that are over.</summary>
    public IReadOnlyList<TextStep> Steps => steps;

    /// <summary>
    /// The step whose model is writing, where nothing but its next update is waited for: whoever reads then asks for it directly. A token that passes through
    /// fewer hands costs a fraction.
    /// </summary>
    public ModelStep<TTools>? Writing => ended is null && step is { IsWriting: true } ? step : null;

    /// <summary>Adds what comes next.</summary>
    /// <returns>Whether there may be more.</returns>
    [AsyncMethodBuilder(typeof(PoolingAsyncValueTaskMethodBuilder<>))]
    public async ValueTask<bool> NextAsync(List<ITextStreamPart<TTools>> ready)
    {
        ThrowIfStopped();
        if (ended is not null)
        {
            return await GoOnAsync(ready).ConfigureAwait(false);
        }

        if (step is null)
        {
            await BeginStepAsync(ready).ConfigureAwait(false);
            return true;
        }

        if (!await step.NextAsync(ready, cancellationToken).ConfigureAwait(false))
        {
            ended = EndOf(step);
            steps.Add(ended);
            ready.Add(new StepFinish(ended.FinishReason, ended.Usage) { ModelId = ended.ModelId, ResponseId = ended.ResponseId });
        }

        return true;
    }

    /// <summary>Ends it where it is to stop, whatever the model and the tools make of their token. A run is to stop before its token tells.</summary>
    public void ThrowIfStopped()
    {
        cancellationToken.ThrowIfCancellationRequested();
        run?.Steps.Stopping.ThrowIfCancellationRequested();
    }

    /// <summary>
    /// Waits for the calls that are under way when the model fails, where the run keeps what they give: the next execution would only make them again.
    /// </summary>
    public async ValueTask FinishCallsAsync(List<ITextStreamPart<TTools>> ready)
    {
        if (stepMemos is not null && step is not null)
        {
            await step.FinishCallsAsync(ready).ConfigureAwait(false);
        }
    }

    /// <summary>Ends it early, when its token is canceled: adds what is left to tell.</summary>
    public async ValueTask GiveUpAsync(List<ITextStreamPart<TTools>> ready)
    {
        var time = run?.Steps.Time ?? TimeProvider.System;
        await (approved?.EndAsync(ready, options.StopTimeout, time) ?? default).ConfigureAwait(false);
        await (step?.GiveUpAsync(ready, options.StopTimeout, time) ?? default).ConfigureAwait(false);
    }

    private TextStep EndOf(ModelStep<TTools> step)
    {
        var said = step.End(steps.Count + 1) with { IsReplayed = isReplayed };
        messages.AddRange(said.Messages);
        return steps.Count == 0 && approvals.Settled is { Count: > 0 } settled ? said with { Messages = [.. settled, .. said.Messages] } : said;
    }

    private async ValueTask BeginStepAsync(List<ITextStreamPart<TTools>> ready)
    {
        if (!hasBegun)
        {
            hasBegun = true;
            ready.Add(new StepStart());
            stepMemos = NextStepMemos();
            BeginApproved(ready);
        }
        else if (approved is null)
        {
            step = Ask();
        }
        else if (approved.AreRunning)
        {
            await approved.AnyAsync().WaitAsync(cancellationToken).ConfigureAwait(false);
            approved.Take(ready);
        }
        else
        {
            approvals.Add(approved.Results);
            approved = null;
        }
    }

    private StepMemos? NextStepMemos()
    {
        if (run is null || !options.IsDurable)
        {
            return null;
        }

        memos ??= steps.Count == 0 ? TextMemos.Begin(run, model, ChatOptions(), options.System, messages) : null;
        return memos?.NextStep();
    }

    private void BeginApproved(List<ITextStreamPart<TTools>> ready)
    {
        if (steps.Count > 0 || !approvals.Approved.Any())
        {
            return;
        }

        approved = new ToolCalls<TTools>(tools, options, callIds, stepMemos, givenUp, cancellationToken);
        foreach (var call in approvals.Approved)
        {
            approved.BeginApproved(call, ready);
        }
    }

    private ModelStep<TTools> Ask()
    {
        var finished = stepMemos?.Find();
        isReplayed = finished is not null;
        var updates = finished is not null ? Replay(finished) : AskModel();
        var calls = new ToolCalls<TTools>(tools, options, callIds, stepMemos, givenUp, cancellationToken);
        return new ModelStep<TTools>(updates.GetAsyncEnumerator(cancellationToken), new ModelAnswer<TTools>(blockIds), calls, isReplayed ? null : stepMemos);
    }

    private IAsyncEnumerable<ChatResponseUpdate> AskModel()
    {
        IEnumerable<ChatMessage> asked = options.System is { } system ? [new ChatMessage(ChatRole.System, system), .. messages] : [.. messages];
        return model.GetStreamingResponseAsync(asked, ChatOptions(), cancellationToken);
    }

    private ChatOptions ChatOptions()
    {
        var chat = options.Chat?.Clone() ?? new ChatOptions();
        chat.ModelId = options.ModelId ?? chat.ModelId;
        chat.Tools = tools.All is { Count: > 0 } all ? [.. all] : null;
        return chat;
    }

    // What the model said, at once: each block of text is one delta.
    private static async IAsyncEnumerable<ChatResponseUpdate> Replay(ChatResponse finished)
    {
        List<AIContent> contents = [.. finished.Messages.SelectMany(message => message.Contents)];
        if (finished.Usage is { } usage)
        {
            contents.Add(new UsageContent(usage));
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, contents) { FinishReason = finished.FinishReason, ModelId = finished.ModelId, ResponseId = finished.ResponseId };
        await Task.CompletedTask.ConfigureAwait(false);
    }

    private async ValueTask<bool> GoOnAsync(List<ITextStreamPart<TTools>> ready)
    {
        await (options.OnStep?.Invoke(ended!, cancellationToken) ?? default).ConfigureAwait(false);
        if (step!.IsLast || steps.Count >= options.MaxSteps || options.StopWhen?.Invoke(steps) is true)
        {
            ready.Add(new FinishPart(ended!.FinishReason, TextRun<TTools>.UsageOf(steps)));
            return false;
        }

        (step, ended, hasBegun) = (null, null, false);
        return true;
    }
}
