using System.Text.Json;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Testing.Simulation;

/// <summary>One run as the world sees it: its log so far, as the store has it, and what follows from it.</summary>
internal sealed class SimulatedRun(RunHead head)
{
    private readonly List<LogEntry> entries = [];

    public string Id { get; } = head.RunId;

    public RunHead Head { get; set; } = head;

    public RunState State { get; } = new(head.RunId, head.TaskId);

    public IReadOnlyList<LogEntry> Entries => entries;

    /// <summary>Whether somebody has asked for it to be canceled.</summary>
    public bool IsCancelAsked { get; set; }

    /// <summary>Whether it is a run of <see cref="SimulatedWork"/>.</summary>
    public bool IsWork => Head.TaskId == "work";

    public Work Work => field ??= JsonSerializer.Deserialize<Work>(State.Payload.Span, JsonSerializerOptions.Web)!;

    public void Add(LogEntry entry)
    {
        entries.Add(entry);
        State.Apply(entry);
    }

    /// <summary>The chunks of one stream of one execution, so far.</summary>
    public IEnumerable<LogEntry> Chunks(int attempt, string stream) =>
        entries.Where(entry => entry.Kind == EntryKind.Chunk && entry.Attempt == attempt && entry.Key == stream);

    public override string ToString() =>
        $"run '{Id}' ({Head.Status}, worker {Head.Worker ?? "none"}): {string.Join(", ", entries.Select(entry => $"{entry.Sequence} {entry.Kind}{(entry.Key is null ? "" : $" {entry.Key}")} of {entry.Attempt}"))}";
}
