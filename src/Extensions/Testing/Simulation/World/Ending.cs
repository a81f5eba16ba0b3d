namespace Runnel.Testing.Simulation;

/// <summary>The end of a world: all runs have ended, what was seen is compared with what there is, and the processes stop.</summary>
internal sealed class Ending(SimulatedWorld world, SimulatedProcess caller)
{
    public async Task RunAsync()
    {
        // Runs that go on may trigger others.
        while (world.Runs.Any(run => !run.Head.Status.IsTerminal))
        {
            await world.Thread.DelayAsync(TimeSpan.FromSeconds(1), CancellationToken.None);
        }

        foreach (var run in world.Runs.Where(run => run.IsWork).ToList())
        {
            await CompareAsync(run);
        }

        foreach (var worker in world.Living.ToList())
        {
            await worker.StopAsync();
            world.Thread.Check(worker.Readers == 0, "A process that has stopped still reads a run.");
        }
    }

    // The log has not changed under those who read it early, and all of them saw the same.
    private async Task CompareAsync(SimulatedRun run)
    {
        List<string>? replay = null;
        while (replay is null)
        {
            replay = await ReplayAsync(run.Id);
        }

        foreach (var follower in world.Followers.Where(follower => follower.RunId == run.Id))
        {
            var seen = follower.Seen.Select(Line).ToList();
            var first = seen.Zip(replay).TakeWhile(pair => pair.First == pair.Second).Count();
            world.Thread.Check(
                seen.Count == replay.Count && first == seen.Count,
                $"A subscriber saw {seen.Count} parts, a replay has {replay.Count}; they differ from part {first} on: '{seen.ElementAtOrDefault(first)}' and '{replay.ElementAtOrDefault(first)}'.");
        }
    }

    private async Task<List<string>?> ReplayAsync(string runId)
    {
        try
        {
            var lines = new List<string>();
            await foreach (var part in caller.Client.SubscribeAsync(runId))
            {
                lines.Add(Line(part));
            }

            return lines;
        }
        catch (IOException)
        {
            return null;
        }
    }

    private static string Line(SimulatedWork.StreamPart part) => part switch
    {
        SimulatedWork.StreamPart.Run(var snapshot) => $"{part.Cursor} run {snapshot.Status} {snapshot.Attempt} {snapshot.Output} {snapshot.Metadata}",
        _ => $"{part.Cursor} {part}",
    };
}
