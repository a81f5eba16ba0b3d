using System.Text.Json;
using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>A step of a run is done once: the log has one result of it, and every execution is given that.</summary>
internal sealed class StepsAreKept(SimulatedWorld world) : Invariant(world)
{
    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind == EntryKind.Memo)
        {
            var memo = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.MemoBody)!;
            Check(!run.State.Memos.ContainsKey(memo.Key), run, $"step '{memo.Key}' is done again.");
        }
    }

    public override void OnEnd()
    {
        foreach (var (runId, key, value) in World.Journal.KeptSteps)
        {
            var run = World.FindRun(runId)!;
            Check(run.State.Memos.TryGetValue($"once/{key}", out var memo) && memo.GetInt32() == value, run, $"a task was given {value} for step '{key}'.");
        }
    }
}
