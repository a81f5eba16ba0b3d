using Runnel.Benchmarks.Measuring;
using Runnel.Benchmarks.Suites.Streams;
using Runnel.Log;
using Runnel.Sqlite;
using Runnel.Storage;

namespace Runnel.Benchmarks.Suites.Sqlite.Writing;

/// <summary>One run's segments of 100 chunks, appended one after the other by the store alone: what is left when the engine costs nothing.</summary>
internal sealed class StoreThroughput(int chunks, SqliteDurability durability, Aim aim) : Comparison
{
    private const int ChunksPerSegment = 100;
    private const long Token = 1;

    private readonly ScratchFolder folder = new();
    private readonly SegmentBody segment = Segment();

    public override string Name => durability == SqliteDurability.PowerLoss ? "store alone, power loss" : "store alone";

    public override string Beside => "bare, the same bytes and commits";

    public override IReadOnlyList<Metric> Metrics { get; } = LapTime.Metrics("chunk", "chunks", aim);

    private int Segments => chunks / ChunksPerSegment;

    public override async Task<double[]> RunOursAsync()
    {
        var file = folder.NewFile();
        LapTime time;
        await using (var store = new SqliteRunStore(new SqliteRunStoreOptions { Path = file, Durability = durability }))
        {
            await store.CreateAsync([SampleRuns.Create()], CancellationToken.None);
            await store.RegisterAsync("worker", TimeSpan.FromMinutes(1), CancellationToken.None);
            var run = (await store.TakeAsync(SampleRuns.Request("worker", Token, limit: 1), CancellationToken.None)).Runs.Single();
            var lap = Lap.Start();
            for (var sequence = 1; sequence <= Segments; sequence++)
            {
                await store.AppendAsync([new RunAppend(run.RunId, Token, sequence, segment, Change: null)], writer: null, CancellationToken.None);
            }

            time = lap.Stop();
        }

        ScratchFolder.Delete(file);
        return time.Of(chunks);
    }

    public override Task<double[]> RunBesideAsync()
    {
        var file = folder.NewFile();
        LapTime time;
        using (var bare = new BareFile(file, durability))
        {
            var lap = Lap.Start();
            for (var commit = 0; commit < Segments; commit++)
            {
                bare.Commit([segment.Bytes.Length], segment.Bytes.Span);
            }

            time = lap.Stop();
        }

        ScratchFolder.Delete(file);
        return Task.FromResult(time.Of(chunks));
    }

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private static SegmentBody Segment() => SegmentBuilder.Encode([.. Enumerable.Range(0, ChunksPerSegment).Select(chunk =>
        (new LogEntry(EntryKind.Chunk, attempt: 1, DateTimeOffset.UtcNow, "text", value: null), System.Text.Encoding.UTF8.GetBytes($"\"{Texts.Of(chunk)}\"")))]);
}
