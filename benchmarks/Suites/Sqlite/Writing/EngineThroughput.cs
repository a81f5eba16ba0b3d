using Microsoft.Extensions.DependencyInjection;
using Runnel.Benchmarks.Measuring;
using Runnel.Benchmarks.Suites.Streams;
using Runnel.Log;

namespace Runnel.Benchmarks.Suites.Sqlite.Writing;

/// <summary>Runs that write at once, each as fast as it can, beside the same bytes in the same transactions without an engine.</summary>
/// <param name="writers">How many runs.</param>
/// <param name="chunks">How many chunks they write together.</param>
/// <param name="rowsAreChunks">Whether the other is what one writes without thinking: a row for each chunk, and checkpoints where SQLite makes them; else the limit: the very segments.</param>
/// <param name="aim">For the throughput.</param>
internal sealed class EngineThroughput(int writers, int chunks, bool rowsAreChunks = false, Aim? aim = null) : Comparison
{
    private const int BytesPerChunk = SegmentBuilder.HeaderBytes + 4 + Texts.Length + 2;

    private readonly ScratchFolder folder = new();
    private readonly byte[] bytes = new byte[2 * 1024 * 1024];
    private IReadOnlyList<int[]> commits = [];

    public override string Name => writers == 1 ? "1 run writes" : $"{writers} runs write";

    public override string Beside => rowsAreChunks ? "bare, a row for each chunk" : "bare, the same bytes and commits";

    public override IReadOnlyList<Metric> Metrics { get; } = [.. LapTime.Metrics("chunk", "chunks", aim), new("commits", "chunks/commit")];

    public override async Task PrepareAsync()
    {
        new Random(1).NextBytes(bytes);
        await RunOursAsync();
    }

    public override async Task<double[]> RunOursAsync()
    {
        var file = folder.NewFile();
        var line = new StartingLine(writers);
        LapTime time;
        await using (var host = await SqliteHost.StartAsync(file, services => services.AddSingleton(line)))
        {
            var client = host.Client<Writer.TaskClient>();
            var runs = await Task.WhenAll(Enumerable.Range(0, writers).Select(_ => client.TriggerAsync(new WriterOrder(chunks / writers))));
            using var counters = new EngineCounters(writers);
            time = await line.RaceAsync();
            await Task.WhenAll(runs.Select(run => run.WaitAsync()));
            commits = counters.Commits;
        }

        ScratchFolder.Delete(file);
        return Readings(time);
    }

    public override Task<double[]> RunBesideAsync()
    {
        var file = folder.NewFile();
        LapTime time;
        using (var bare = new BareFile(file, checkpoints: rowsAreChunks))
        {
            var plan = rowsAreChunks ? [.. commits.Select(InChunks)] : commits;
            var lap = Lap.Start();
            foreach (var sizes in plan)
            {
                bare.Commit(sizes, bytes);
            }

            time = lap.Stop();
        }

        ScratchFolder.Delete(file);
        return Task.FromResult(Readings(time));
    }

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    // What is not a chunk is a few bytes at the beginning and the end.
    private static int[] InChunks(int[] sizes) => [.. Enumerable.Repeat(BytesPerChunk, Math.Max(sizes.Sum() / BytesPerChunk, 1))];

    private double[] Readings(LapTime time) => [.. time.Of(chunks), (double)chunks / commits.Count];
}
