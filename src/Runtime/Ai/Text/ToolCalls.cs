using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>The calls of tools that one step makes: each begins as soon as it is complete, and is told when it is over, whichever is first.</summary>
internal sealed class ToolCalls<TTools>(ToolBox<TTools> tools, StreamTextOptions options, HashSet<string> ids, CancellationToken cancellationToken)
    where TTools : class, IToolSet
{
    private readonly List<StepCall<TTools>> calls = [];
    private readonly Queue<StepCall<TTools>> waiting = new();
    private readonly List<Task<StepCall<TTools>>> running = [];

    public int Count => calls.Count;

    /// <summary>Whether any has not been told yet.</summary>
    public bool AreRunning => running.Count > 0;

    /// <summary>Whether the model can be told of all: none is the caller's to answer.</summary>
    public bool AreAnswered => calls.TrueForAll(call => call.Result is not null);

    /// <summary>What the calls gave, in the order in which the model made them.</summary>
    public ChatMessage Message => new(ChatRole.Tool, [.. calls.Select(call => call.Result).OfType<AIContent>()]);

    /// <summary>Completes when one that runs is over.</summary>
    public Task AnyAsync() => Task.WhenAny(running);

    /// <summary>Begins a call, or refuses it; gives its part.</summary>
    /// <returns>The call as it stands in the conversation: its id is the only one of that name.</returns>
    public async ValueTask<FunctionCallContent> BeginAsync(FunctionCallContent asked, List<ITextStreamPart<TTools>> ready)
    {
        var call = Prepare(asked);
        if (call.Problem is { } problem && options.RepairCall is { } repair &&
            await repair(new InvalidToolCall(asked, problem), cancellationToken).ConfigureAwait(false) is { } repaired)
        {
            call = Prepare(new FunctionCallContent(asked.CallId, repaired.Name, repaired.Arguments));
        }

        calls.Add(call);
        ready.Add(call.CallPart());
        if (call.Problem is not null)
        {
            ready.Add(call.Refuse());
        }
        else if (!call.IsForCaller)
        {
            waiting.Enqueue(call);
            BeginWaiting();
        }

        return call.Content;
    }

    /// <summary>Tells the calls that are over, and begins those that waited for them.</summary>
    public void Take(List<ITextStreamPart<TTools>> ready)
    {
        for (var index = 0; index < running.Count;)
        {
            if (!running[index].IsCompleted)
            {
                index++;
                continue;
            }

            var call = running[index].Result;
            running.RemoveAt(index);
            if (call.ResultPart is { } part)
            {
                ready.Add(part);
            }
        }

        BeginWaiting();
    }

    /// <summary>Waits for those that run, which are to stop; those that wait are not begun.</summary>
    public async ValueTask EndAsync()
    {
        waiting.Clear();
        await Task.WhenAll(running).ConfigureAwait(false);
    }

    private StepCall<TTools> Prepare(FunctionCallContent asked)
    {
        // Two calls of one id could not be told apart, neither by readers nor by the model.
        var id = asked.CallId;
        for (var number = 2; !ids.Add(id); number++)
        {
            id = $"{asked.CallId}-{number}";
        }

        var content = id == asked.CallId ? asked : new FunctionCallContent(id, asked.Name, asked.Arguments) { Exception = asked.Exception };
        return StepCall<TTools>.Of(content, tools);
    }

    private void BeginWaiting()
    {
        while (waiting.Count > 0 && running.Count < (options.MaxParallelCalls ?? int.MaxValue))
        {
            running.Add(waiting.Dequeue().InvokeAsync(cancellationToken));
        }
    }
}
