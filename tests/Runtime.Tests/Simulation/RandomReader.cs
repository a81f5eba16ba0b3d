namespace Runnel.Tests.Simulation;

/// <summary>A subscriber that joins at a random point, stops now and then, and resumes from its last cursor.</summary>
internal sealed class RandomReader(SimulatedThread thread, IReadOnlyList<SimulatedHost> hosts, string runId)
{
    private readonly List<TestPart> seen = [];

    public string RunId => runId;

    /// <summary>What it has seen in all, as one unbroken reading.</summary>
    public async Task<List<TestPart>> ReadAsync()
    {
        await thread.PausesAsync(100);
        while (!HasEnded)
        {
            var patience = thread.Random.Next(30);
            var isResumed = seen.Count > 0;
            var host = hosts[thread.Random.Next(hosts.Count)];
            var options = new SubscribeOptions { After = isResumed ? seen[^1].Cursor : null };
            await foreach (var part in host.Client.SubscribeAsync(runId, options))
            {
                // The first part of a resumed subscription repeats where it stands.
                if (!isResumed)
                {
                    seen.Add(part);
                }

                isResumed = false;
                await thread.PausesAsync(thread.Random.Next(5) == 0 ? 10 : 0);
                if (patience-- == 0)
                {
                    break;
                }
            }
        }

        return seen;
    }

    private bool HasEnded => seen.Count > 0 && seen[^1] is TestPart.Run { Snapshot.Status.IsTerminal: true };
}
