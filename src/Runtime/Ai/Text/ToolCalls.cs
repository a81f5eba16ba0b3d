using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>The calls of tools that one step makes: each begins as soon as it is complete, and is told when it is over, whichever is first.</summary>
/// <param name="tools">What can be called.</param>
/// <param name="options">How many at once, and what mends a call.</param>
/// <param name="ids">The ids of the conversation's calls.</param>
/// <param name="memos">What the log has of the step, in a run.</param>
/// <param name="givenUp">Canceled where calls are given up, rather than left to the run's next execution.</param>
/// <param name="cancellationToken">Ends the calls.</param>
internal sealed class ToolCalls<TTools>(
    ToolBox<TTools> tools, StreamTextOptions options, HashSet<string> ids, StepMemos? memos, CancellationToken givenUp, CancellationToken cancellationToken)
    where TTools : class, IToolSet
{
    private readonly List<StepCall<TTools>> calls = [];
    private readonly Queue<StepCall<TTools>> waiting = new();
    private readonly List<Task<StepCall<TTools>>> running = [];
    private readonly List<Task> owned = [];
    private readonly Dictionary<string, Announcement> announced = new(StringComparer.Ordinal);
    private HashSet<StepCall<TTools>>? untold;
    private Task? any;

    public int Count => calls.Count;

    /// <summary>Whether any has not been told yet.</summary>
    public bool AreRunning => running.Count > 0;

    /// <summary>Whether the model can be told of all: none is the caller's to answer.</summary>
    public bool AreAnswered => calls.TrueForAll(call => call.Result is not null);

    /// <summary>What the calls gave, in the order in which the model made them.</summary>
    public IEnumerable<FunctionResultContent> Results => calls.Select(call => call.Result).OfType<FunctionResultContent>();

    /// <summary>By the ids of calls that cannot be made: why.</summary>
    public IReadOnlyDictionary<string, string> Problems => calls.Where(call => call.Problem is not null).ToDictionary(call => call.Content.CallId, call => call.Problem!, StringComparer.Ordinal);

    /// <summary>Completes when one that runs is over.</summary>
    // One task for all who wait meanwhile: each would leave something behind at every call that runs.
    public Task AnyAsync() => any ??= Task.WhenAny(running);

    /// <summary>The part of a call whose input begins to come, under the id that the call is going to have.</summary>
    public ITextStreamPart<IToolSet> Announced(ITextStreamPart<IToolSet> input)
    {
        switch (input)
        {
            case ToolInputStart start:
                if (!announced.TryGetValue(start.ToolCallId, out var announcement))
                {
                    announced[start.ToolCallId] = announcement = new Announcement();
                }

                announcement.Begin(UniqueId(start.ToolCallId));
                return start with { ToolCallId = announcement.Latest };
            case ToolInputDelta delta when announced.TryGetValue(delta.ToolCallId, out var known) && known.Latest != delta.ToolCallId:
                return delta with { ToolCallId = known.Latest };
            case ToolInputEnd end when announced.TryGetValue(end.ToolCallId, out var known) && known.Latest != end.ToolCallId:
                return end with { ToolCallId = known.Latest };
            default:
                return input;
        }
    }

    /// <summary>Begins a call, or refuses it; gives its part.</summary>
    /// <param name="asked">The call.</param>
    /// <param name="mustBeApproved">Whether somebody has to approve of it, whatever the tool says.</param>
    /// <param name="ready">Where its part goes.</param>
    /// <returns>The call as it stands in the conversation: its id is the only one of that name, and where somebody has to approve of it, it is a request.</returns>
    public async ValueTask<AIContent> BeginAsync(FunctionCallContent asked, bool mustBeApproved, List<ITextStreamPart<TTools>> ready)
    {
        // Of a step that an earlier execution has finished, what could be mended has been.
        var known = memos?.ProblemOf(asked.CallId);
        var call = Prepare(asked, known);
        if (call.Problem is { } problem && known is null && options.RepairCall is { } repair &&
            await repair(new InvalidToolCall(asked, problem), cancellationToken).ConfigureAwait(false) is { } repaired)
        {
            call = Prepare(new FunctionCallContent(call.Content.CallId, repaired.Name, repaired.Arguments), problem: null, isKnown: true);
        }

        calls.Add(call);
        ready.Add(call.CallPart());
        if (call.Problem is not null)
        {
            ready.Add(call.Refuse());
        }
        else if (mustBeApproved || call.NeedsApproval)
        {
            var request = new ToolApprovalRequestContent($"approve-{call.Content.CallId}", call.Content);
            ready.Add(call.ApprovalPart(request.RequestId));
            return request;
        }
        else if (!call.IsForCaller)
        {
            Begin(call);
        }

        return call.Content;
    }

    /// <summary>Makes a call that somebody has approved of.</summary>
    public void BeginApproved(FunctionCallContent approved, List<ITextStreamPart<TTools>> ready)
    {
        var call = Prepare(approved, problem: null, isKnown: true);
        call.RequireFunction();
        calls.Add(call);
        if (call.Problem is not null)
        {
            ready.Add(call.Refuse());
        }
        else
        {
            Begin(call);
        }
    }

    /// <summary>Tells the calls that are over, and begins those that waited for them.</summary>
    /// <exception cref="RunFencedException">The run is another worker's by now.</exception>
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
            any = null;
            if (call.ResultPart is { } part)
            {
                untold!.Remove(call);
                ready.Add(part);
            }

            if (call.Fenced is { } fenced)
            {
                throw fenced;
            }
        }

        BeginWaiting();
    }

    /// <summary>Waits for those that run and are nobody else's to finish, and begins no other; tells what has come.</summary>
    public async ValueTask FinishAsync(List<ITextStreamPart<TTools>> ready)
    {
        waiting.Clear();
        await Task.WhenAll(owned).WaitAsync(cancellationToken).ConfigureAwait(false);
        Take(ready);
    }

    /// <summary>Waits for those that run, which are to stop, but not for ever; tells what they gave, and those that gave nothing or are not begun.</summary>
    public async ValueTask EndAsync(List<ITextStreamPart<TTools>> ready, TimeSpan limit, TimeProvider time)
    {
        waiting.Clear();
        await ((Task)Task.WhenAll(running)).WaitAsync(limit, time, CancellationToken.None).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        foreach (var call in calls.Where(call => untold?.Contains(call) is true))
        {
            ready.Add(call.ResultPart ?? call.GiveUp());
        }

        running.Clear();
        untold?.Clear();
    }

    private StepCall<TTools> Prepare(FunctionCallContent asked, string? problem, bool isKnown = false)
    {
        var id = isKnown ? asked.CallId : announced.GetValueOrDefault(asked.CallId)?.Next() ?? UniqueId(asked.CallId);
        var content = id == asked.CallId ? asked : new FunctionCallContent(id, asked.Name, asked.Arguments) { Exception = asked.Exception };
        return StepCall<TTools>.Of(content, tools, problem);
    }

    // Two calls of one id could not be told apart, neither by readers nor by the model.
    private string UniqueId(string asked)
    {
        var id = asked;
        for (var number = 2; !ids.Add(id); number++)
        {
            id = $"{asked}-{number}";
        }

        return id;
    }

    private void Begin(StepCall<TTools> call)
    {
        (untold ??= []).Add(call);
        waiting.Enqueue(call);
        BeginWaiting();
    }

    private void BeginWaiting()
    {
        while (waiting.Count > 0 && !cancellationToken.IsCancellationRequested && running.Count < (options.MaxParallelCalls ?? int.MaxValue))
        {
            var call = waiting.Dequeue();
            var invocation = call.InvokeAsync(memos, givenUp, cancellationToken);
            running.Add(invocation);
            any = null;
            if (!call.IsChild)
            {
                owned.Add(invocation);
            }
        }
    }

    /// <summary>The calls of one id whose input has begun to come, by the ids that they are going to have.</summary>
    private sealed class Announcement
    {
        private readonly Queue<string> ids = new();

        public string Latest { get; private set; } = "";

        public void Begin(string id) => ids.Enqueue(Latest = id);

        public string? Next() => ids.TryDequeue(out var id) ? id : null;
    }
}
