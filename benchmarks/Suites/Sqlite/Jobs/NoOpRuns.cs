using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Sqlite.Jobs;

/// <summary>Runs of a task that does nothing, from the first trigger until the last has ended, beside another job system on the same SQLite.</summary>
/// <param name="runs">How many.</param>
/// <param name="jobs">How many of the other's, which is slower: both are rates.</param>
internal sealed class NoOpRuns(int runs, int jobs) : Comparison
{
    private readonly ScratchFolder folder = new();

    public override string Name => "no-op, trigger to end";

    public override string Beside => "Quartz.NET 4.7.3, SQLite job store";

    public override IReadOnlyList<Metric> Metrics { get; } = LapTime.Metrics("run", "runs", Aim.NotBelow(10_000));

    public override async Task<double[]> RunOursAsync()
    {
        var file = folder.NewFile();
        LapTime time;
        await using (var host = await SqliteHost.StartAsync(file))
        {
            var client = host.Client<NoOp.TaskClient>();
            using var counters = new EngineCounters(runs);
            var lap = Lap.Start();
            await Callers.CallAsync(runs, () => client.TriggerAsync());
            await counters.AllFinished;
            time = lap.Stop();
        }

        ScratchFolder.Delete(file);
        return time.Of(runs);
    }

    public override async Task<double[]> RunBesideAsync()
    {
        var file = folder.NewFile();
        LapTime time;
        await using (var scheduler = await QuartzJobs.StartAsync(file, jobs))
        {
            var lap = Lap.Start();
            await Callers.CallAsync(jobs, scheduler.TriggerAsync);
            await scheduler.AllExecuted;
            time = lap.Stop();
        }

        return time.Of(jobs);
    }

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }
}
