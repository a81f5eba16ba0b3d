using System.Text.Json;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Testing.Simulation;

/// <summary>A child is there if, and only if, its parent's log says so; and none is made anew while the one before lives or has completed.</summary>
internal sealed class ChildrenAreJoined(SimulatedWorld world) : Invariant(world)
{
    private readonly HashSet<string> triggered = new(StringComparer.Ordinal);

    public override void OnEntry(SimulatedRun run, LogEntry entry)
    {
        if (entry.Kind != EntryKind.ChildrenTriggered)
        {
            return;
        }

        foreach (var child in JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.ListChildBody)!)
        {
            triggered.Add(child.RunId);
            Check(World.Store.GetAsync(child.RunId, CancellationToken.None).Result is { ParentId: { } parent } && parent == run.Id, run, $"its child '{child.RunId}' is not there.");
            if (run.State.Children.TryGetValue(child.Key, out var before) && World.FindRun(before.RunId) is { } other)
            {
                Check(IsLost(other.Head), run, $"'{child.RunId}' is made in place of '{before.RunId}', which is {other.Head.Status}.");
            }
        }
    }

    public override void OnEnd()
    {
        foreach (var run in World.Runs.Where(run => run.Head.ParentId is not null))
        {
            Check(triggered.Contains(run.Id), run, "no parent's log tells of the run.");
            Check(!run.Head.IsAwaited || run.Head.Status.IsTerminal, run, "the run outlives the one that waited for it.");
        }
    }

    // One that is going to be canceled is as good as canceled.
    private static bool IsLost(RunHead head) => (head.Status.IsTerminal && head.Status != RunStatus.Completed) || head.Intent == RunIntent.Cancel;
}
