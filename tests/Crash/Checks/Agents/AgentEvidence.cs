using System.Text.Json;
using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Checks.Agents;

/// <summary>All that is known of one agent when the campaign is over.</summary>
/// <param name="Run">Its run.</param>
/// <param name="Children">The runs of its calls.</param>
/// <param name="Parts">What its client gives of it, typed.</param>
internal sealed record AgentEvidence(RunEvidence Run, IReadOnlyList<RunEvidence> Children, IReadOnlyList<Agenting.StreamPart> Parts)
{
    private readonly ILookup<int, ITextStreamPart<AgentTools>> chunks = Parts.OfType<Agenting.StreamPart.Model>().ToLookup(part => part.Attempt, part => part.Chunk);

    public AgentBrief Brief { get; } = Run.PayloadOf<AgentBrief>();

    public AgentPlan Plan { get; } = AgentPlan.Of(Run.PayloadOf<AgentBrief>().ToPrompt());

    /// <summary>The executions that streamed something, in order.</summary>
    public IEnumerable<int> Attempts => chunks.Select(attempt => attempt.Key).Order();

    /// <summary>The execution that returned, or the last one.</summary>
    public int LastAttempt => Run.Returned?.Attempt ?? Run.Head.Attempt;

    /// <summary>What the log keeps of the model's answers and of what calls came to, in order.</summary>
    public IReadOnlyList<KeptMemo> Kept { get; } = [.. Run.Entries.Where(entry => entry.Kind == StoredKind.Memo).Select(KeptMemo.Of)];

    /// <summary>What an execution streamed.</summary>
    public IEnumerable<ITextStreamPart<AgentTools>> ChunksOf(int attempt) => chunks[attempt];

    /// <summary>How many of the agent's steps were finished in the log when an execution began.</summary>
    public int StepsBefore(int attempt) => Math.Max(
        Kept.Count(kept => kept.IsAnswer && kept.Attempt < attempt),
        Attempts.Where(earlier => earlier < attempt).Select(earlier => ChunksOf(earlier).OfType<StepFinish>().Count()).DefaultIfEmpty(0).Max());

    /// <summary>How often a call was answered in the log when an execution began.</summary>
    public int AnswersBefore(AgentCall call, int attempt) => Attempts
        .Where(earlier => earlier < attempt)
        .Select(earlier => ChunksOf(earlier).Count(part => Answered(part) == call))
        .DefaultIfEmpty(0)
        .Max();

    /// <summary>The call that a part is the answer to, if it is one: a call that was given up when its worker stopped is told, but has no answer.</summary>
    public static AgentCall? Answered(ITextStreamPart<AgentTools> part) => part switch
    {
        IToolError { Error.Type: nameof(OperationCanceledException) } => null,
        Searching.ToolResult { Arguments.Topic: var topic } => new AgentCall(AgentCall.Search, topic),
        Searching.ToolError { Arguments.Topic: var topic } => new AgentCall(AgentCall.Search, topic),
        AgentTools.ReckonToolResult { Arguments.Term: var term } => new AgentCall(AgentCall.Reckon, term),
        AgentTools.ReckonToolError { Arguments.Term: var term } => new AgentCall(AgentCall.Reckon, term),
        _ => null,
    };
}

/// <summary>A memo of an agent's.</summary>
/// <param name="Attempt">The execution that kept it.</param>
/// <param name="Name">What a later one finds it by.</param>
/// <param name="IsAnswer">Whether it is an answer of the model's, and not what a call came to.</param>
internal sealed record KeptMemo(int Attempt, string Name, bool IsAnswer)
{
    public static KeptMemo Of(StoredEntry entry)
    {
        var memo = JsonDocument.Parse(entry.Json).RootElement;
        return new KeptMemo(entry.Attempt, memo.GetProperty("key").GetString()!, memo.GetProperty("value").TryGetProperty("answer", out _));
    }
}

/// <summary>One question to the evidence of every agent.</summary>
internal interface IAgentCheck
{
    /// <summary>Notes what is wrong.</summary>
    void Check(AgentEvidence agent, Action<FindingKind, string> find);
}
