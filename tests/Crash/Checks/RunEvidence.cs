using System.Text.Json;
using Runnel.Crash.Tasks;
using Runnel.Crash.Tasks.Agents;
using Runnel.Storage;

namespace Runnel.Crash.Checks;

/// <summary>All that is known of one run when the campaign is over.</summary>
/// <param name="Head">The store's row.</param>
/// <param name="Entries">The log as it is stored.</param>
/// <param name="Parts">The log as a client is given it.</param>
/// <param name="Payload">What the run was given.</param>
/// <param name="Assigned">Its assignment, where it was triggered for one.</param>
/// <param name="Testimony">What the journals say.</param>
internal sealed record RunEvidence(
    RunHead Head, IReadOnlyList<StoredEntry> Entries, IReadOnlyList<RunPart> Parts, JsonElement Payload, Assignment? Assigned, Testimony Testimony)
{
    public string RunId => Head.RunId;

    /// <summary>What the run was to do; of those that have an assignment.</summary>
    public Assignment Assignment => Assigned!;

    /// <summary>The call that the run answers, where it is one of an agent's.</summary>
    public AgentCall? SearchFor { get; } = Head.TaskId == Searching.Id ? new AgentCall(AgentCall.Search, Payload.GetProperty("topic").GetInt32()) : null;

    /// <summary>The task's return, if it did.</summary>
    public StoredEntry? Returned { get; } = Entries.FirstOrDefault(entry => entry.Kind == StoredKind.Returned);

    /// <summary>How often an execution ended in the middle of the task, through no fault of its own.</summary>
    public int Losses { get; } = Entries.Count(entry => entry.IsLoss);

    /// <summary>What the run was given.</summary>
    public T PayloadOf<T>() => Payload.Deserialize<T>(StoredJson.Options)!;

    /// <summary>What the task returned.</summary>
    public T Output<T>() => JsonSerializer.Deserialize<T>(Returned!.Json.Span, StoredJson.Options)!;

    /// <summary>When an execution had the run no more.</summary>
    public DateTimeOffset EndOf(int attempt) => Entries
        .SkipWhile(entry => entry.Kind != StoredKind.Started || entry.Attempt != attempt).Skip(1)
        .FirstOrDefault(entry => entry.EndsExecution || entry.Kind == StoredKind.Started)?.Timestamp ?? DateTimeOffset.MaxValue;

    public IEnumerable<StoredEntry> Chunks(int attempt, string stream) =>
        Entries.Where(entry => entry.Kind == StoredKind.Chunk && entry.Attempt == attempt && entry.Key == stream);
}

/// <summary>One question to the evidence of every run.</summary>
internal interface IRunCheck
{
    /// <summary>Notes what is wrong.</summary>
    /// <param name="run">The evidence.</param>
    /// <param name="find">Takes what was found.</param>
    void Check(RunEvidence run, Action<FindingKind, string> find);
}
