using Runnel.Log;

namespace Runnel.Testing.Simulation;

/// <summary>A subscriber sees every chunk once, in the order of the log, across its reconnects.</summary>
internal sealed class ExactlyOnceInOrder(SimulatedWorld world) : Invariant(world)
{
    private readonly Dictionary<Follower, long> seen = [];

    public override void OnPart(Follower follower, SimulatedWork.StreamPart part)
    {
        var run = World.FindRun(follower.RunId)!;
        var last = seen.GetValueOrDefault(follower);
        var (from, to) = ((int)last, (int)part.Cursor.Sequence);
        Check(to > from, run, $"a subscriber sees entry {to} after {from}.");
        Check(
            run.Entries.Skip(from).Take(to - from - 1).All(entry => entry.Kind == EntryKind.StreamOpened), run, $"a subscriber sees entry {to} right after {from}.");
        seen[follower] = to;
    }
}
