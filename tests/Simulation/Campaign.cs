using Runnel.Testing;

namespace Runnel.Simulation;

/// <summary>Simulates one world for each seed, as many at once as there are processors, and names the seeds that fail.</summary>
internal sealed class Campaign(CommandLine command)
{
    private const int ShownFailures = 5;

    private readonly Lock gate = new();
    private readonly List<SimulationFailedException> failures = [];
    private SimulationReport report = new();
    private int next = command.From - 1;

    /// <summary>Simulates, and tells what happened.</summary>
    /// <returns>The exit code: 0 where no seed failed.</returns>
    public int Run(TextWriter output)
    {
        var threads = Enumerable.Range(0, Math.Min(Environment.ProcessorCount, command.Count)).Select(_ => new Thread(SimulateAll)).ToList();
        threads.ForEach(thread => thread.Start());
        threads.ForEach(thread => thread.Join());
        foreach (var failure in failures.OrderBy(failure => failure.Seed).Take(ShownFailures))
        {
            output.WriteLine(command.Count == 1 ? failure.ToString() : failure.Message);
            output.WriteLine($"    repeat: dotnet run -c Release --project tests/Simulation -- --seed {failure.Seed}");
        }

        output.WriteLine($"processes={report.Processes} runs={report.Runs} parts={report.Parts} steps={report.Steps}");
        output.WriteLine(string.Join(' ', report.Entries.OrderByDescending(kind => kind.Value).Select(kind => $"{kind.Key}={kind.Value}")));
        output.WriteLine($"seeds={command.Count} from={command.From} failed={failures.Count}");
        return failures.Count == 0 ? 0 : 1;
    }

    private void SimulateAll()
    {
        for (var seed = Interlocked.Increment(ref next); seed < command.From + command.Count; seed = Interlocked.Increment(ref next))
        {
            try
            {
                var world = new RunnelSimulation().Run(seed);
                lock (gate)
                {
                    report = report.Add(world);
                }
            }
            catch (SimulationFailedException failure)
            {
                lock (gate)
                {
                    failures.Add(failure);
                }
            }
        }
    }
}
