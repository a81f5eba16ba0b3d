using Part = Runnel.Testing.Simulation.SimulatedWork.StreamPart;

namespace Runnel.Testing.Simulation;

/// <summary>A subscriber that joins at a random point, stops now and then, and resumes from its last cursor, in whichever process lives.</summary>
internal sealed class Follower(SimulatedWorld world, string runId)
{
    private readonly List<Part> seen = [];

    public string RunId => runId;

    /// <summary>What it has seen in all, as one unbroken reading.</summary>
    public IReadOnlyList<Part> Seen => seen;

    private bool HasSeenTheEnd => seen.Count > 0 && seen[^1] is Part.Run { Snapshot.Status.IsTerminal: true };

    public async Task FollowAsync()
    {
        await world.Thread.PausesAsync(60);
        while (!HasSeenTheEnd)
        {
            await SubscribeAsync(world.AnyLiving());
        }
    }

    private async Task SubscribeAsync(SimulatedProcess process)
    {
        var patience = world.Thread.Random.Next(40);
        var isResumed = seen.Count > 0;
        var parts = process.Client.SubscribeAsync(runId, new SubscribeOptions { After = isResumed ? seen[^1].Cursor : null }).GetAsyncEnumerator();
        while (patience-- > 0)
        {
            var move = parts.MoveNextAsync().AsTask();
            await process.WhenAsync(move);
            if (!move.IsCompleted)
            {
                // A reader dies with its process; somebody else goes on from its cursor.
                return;
            }

            if (move.IsFaulted && move.Exception.InnerException is IOException)
            {
                // The store did not answer; the cursor is where to go on.
                break;
            }

            if (!await move)
            {
                world.Thread.Check(HasSeenTheEnd, "A subscription ended by itself before its run.");
                break;
            }

            // The first part of a resumed subscription repeats where it stands.
            if (!isResumed)
            {
                world.Thread.Check(!HasSeenTheEnd, "A subscription went on after the run's end.");
                seen.Add(parts.Current);
                world.Saw(this, parts.Current);
            }

            isResumed = false;
            await world.Thread.PausesAsync(world.Thread.Random.Next(5) == 0 ? 10 : 0);
        }

        var disposal = parts.DisposeAsync().AsTask();
        await process.WhenAsync(disposal);
    }
}
