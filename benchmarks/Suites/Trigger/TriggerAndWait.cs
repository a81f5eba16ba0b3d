using Runnel.Benchmarks.Measuring;
using Runnel.Benchmarks.Suites.Sqlite;
using Runnel.Benchmarks.Suites.Sqlite.Jobs;

namespace Runnel.Benchmarks.Suites.Trigger;

/// <summary>
/// A task triggers a task that does nothing and waits for it, again and again; beside it a job that schedules a job and is told of its end by a
/// listener. A lap begins with the first call and ends with the last; the parents' own start and end are outside of it, where there is one.
/// </summary>
/// <param name="place">Where the runs are.</param>
/// <param name="parents">How many do so at once; none: code that is no task's does.</param>
/// <param name="calls">How many calls, of all together.</param>
/// <param name="peerCalls">How many calls of the other's, which is slower.</param>
/// <param name="aim">What a call may take, in microseconds.</param>
internal sealed class TriggerAndWait(Place place, int parents, int calls, int peerCalls, Aim? aim = null) : Comparison
{
    private readonly ScratchFolder folder = new();

    public override string Name => (parents, place) switch
    {
        (0, _) => $"trigger and wait, {PlaceName}, outside of a task",
        (1, _) => $"trigger and wait, {PlaceName}, in a task",
        _ => $"trigger and wait, {PlaceName}, in {parents} tasks at once",
    };

    public override string Beside => place == Place.Memory ? "Quartz.NET 4.7.3, RAM job store" : "Quartz.NET 4.7.3, SQLite job store";

    public override IReadOnlyList<Metric> Metrics { get; } = CallTime.Metrics("call", aim);

    private string PlaceName => place == Place.Memory ? "in memory" : "SQLite";

    public override async Task<double[]> RunOursAsync()
    {
        var lap = new LapOfAll(Math.Max(parents, 1), calls);
        await using var host = await ParentHost.StartAsync(
            NewFile(), (child, _) => lap.CallAsync(async () => (await child.TriggerAndWaitAsync()).GetOutputOrThrow()));
        if (parents == 0)
        {
            await lap.CallAsync(async () => (await host.Children.TriggerAndWaitAsync()).GetOutputOrThrow());
        }
        else
        {
            await host.RunParentsAsync(parents);
        }

        return CallTime.Of(lap.Calls, await lap.Time);
    }

    public override async Task<double[]> RunBesideAsync()
    {
        var lap = new LapOfAll(Math.Max(parents, 1), peerCalls);
        var file = NewFile();
        await using (var family = await QuartzFamily.StartAsync(file, lap.CallAsync))
        {
            await (parents == 0 ? lap.CallAsync(family.TriggerAndWaitAsync) : family.RunParentsAsync(parents));
        }

        if (file is not null)
        {
            ScratchFolder.Delete(file);
        }

        return CallTime.Of(lap.Calls, await lap.Time);
    }

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private string? NewFile() => place == Place.Memory ? null : folder.NewFile();
}
