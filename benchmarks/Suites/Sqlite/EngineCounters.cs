using System.Diagnostics.Metrics;
using Runnel.Diagnostics;

namespace Runnel.Benchmarks.Suites.Sqlite;

/// <summary>What the engine of this process says of itself while somebody listens.</summary>
internal sealed class EngineCounters : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly TaskCompletionSource allFinished = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly int expectedRuns;
    private readonly List<List<int>> commits = [];
    private int finished;

    /// <summary>Begins to listen.</summary>
    /// <param name="expectedRuns">How many runs are going to end.</param>
    public EngineCounters(int expectedRuns)
    {
        this.expectedRuns = expectedRuns;
        listener.InstrumentPublished = (instrument, listener) =>
        {
            if (instrument.Meter.Name == RunnelDiagnostics.Name)
            {
                listener.EnableMeasurementEvents(instrument);
            }
        };
        listener.SetMeasurementEventCallback<long>((instrument, measurement, _, _) => Count(instrument.Name, measurement));
        listener.Start();
    }

    /// <summary>Completes when all runs have ended, durably.</summary>
    public Task AllFinished => allFinished.Task;

    /// <summary>The commits of the engine's pipeline: the bytes of each segment of each.</summary>
    public IReadOnlyList<int[]> Commits
    {
        get
        {
            lock (commits)
            {
                return [.. commits.Select(sizes => sizes.ToArray())];
            }
        }
    }

    public void Dispose() => listener.Dispose();

    // The pipeline counts a commit, and then the segments that it has brought.
    private void Count(string name, long value)
    {
        if (name == RunnelDiagnostics.RunsFinished.Name)
        {
            if (Interlocked.Increment(ref finished) == expectedRuns)
            {
                allFinished.SetResult();
            }
        }
        else if (name == RunnelDiagnostics.Commits.Name)
        {
            lock (commits)
            {
                commits.Add([]);
            }
        }
        else if (name == RunnelDiagnostics.BytesCommitted.Name)
        {
            lock (commits)
            {
                commits[^1].Add((int)value);
            }
        }
    }
}
