using Runnel.Benchmarks.Measuring;
using Runnel.Benchmarks.Suites.Sqlite;
using Runnel.Benchmarks.Suites.Sqlite.Jobs;

namespace Runnel.Benchmarks.Suites.Trigger;

/// <summary>
/// What a child takes where a run triggers many and waits for all, beside runs that trigger one. A lap is from the first call to the last
/// end, within the parent; where there are few children there are several parents, one after the other, and their laps are added up.
/// </summary>
/// <param name="place">Where the runs are.</param>
/// <param name="children">How many.</param>
/// <param name="ones">How many parents of one child, and at the least how many children in all.</param>
/// <param name="isBatch">Whether they are triggered in batches of up to 1,000, or each with a call of its own, all at once.</param>
internal sealed class ManyChildren(Place place, int children, int ones, bool isBatch) : Comparison
{
    private const int LargestBatch = 1_000;

    private readonly ScratchFolder folder = new();

    public override string Name => $"{children:N0} children, {(isBatch ? "batches" : "single calls")}, {(place == Place.Memory ? "in memory" : "SQLite")}";

    public override string Beside => "1 child";

    public override IReadOnlyList<Metric> Metrics { get; } = CallTime.Metrics("child", Aim.AtMost(1.5));

    public override Task<double[]> RunOursAsync() => RunAsync(children, parents: Math.Max(ones / children, 1));

    public override Task<double[]> RunBesideAsync() => RunAsync(1, parents: ones);

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<double[]> RunAsync(int children, int parents)
    {
        var laps = new List<LapTime>();
        await using var host = await ParentHost.StartAsync(place == Place.Memory ? null : folder.NewFile(), async (child, _) =>
        {
            var lap = Lap.Start();
            await (isBatch ? BatchesAsync(child, children) : SinglesAsync(child, children));
            laps.Add(lap.Stop());
        });
        for (var left = parents; left > 0; left--)
        {
            await host.RunParentsAsync(1);
        }

        return CallTime.Of(children * parents, laps);
    }

    private static async Task BatchesAsync(NoOp.TaskClient child, int children)
    {
        for (var left = children; left > 0; left -= LargestBatch)
        {
            var items = Enumerable.Repeat(new BatchItem<NoPayload>(default), Math.Min(left, LargestBatch));
            ThrowUnlessSuccesses(await child.BatchTriggerAndWaitAsync(items));
        }
    }

    private static async Task SinglesAsync(NoOp.TaskClient child, int children) =>
        ThrowUnlessSuccesses(await Task.WhenAll(Enumerable.Range(0, children).Select(_ => child.TriggerAndWaitAsync())));

    private static void ThrowUnlessSuccesses(IEnumerable<TaskResult<NoOutput>> results)
    {
        foreach (var result in results)
        {
            _ = result.GetOutputOrThrow();
        }
    }
}
