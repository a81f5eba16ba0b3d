using Runnel.Benchmarks.Measuring;
using Runnel.Benchmarks.Suites.Sqlite.Jobs;
using Runnel.Benchmarks.Suites.Sqlite.Latency;
using Runnel.Benchmarks.Suites.Sqlite.Queue;
using Runnel.Benchmarks.Suites.Sqlite.Writing;
using Runnel.Sqlite;

namespace Runnel.Benchmarks.Suites.Sqlite;

/// <summary>What it costs to keep runs in an SQLite file.</summary>
internal static class SqliteSuite
{
    public static Suite Create() => new("sqlite", "runs in an SQLite file: writing, waiting for what is written, no-op runs, a long queue", Comparisons);

    private static IEnumerable<Comparison> Comparisons(Scale scale)
    {
        yield return new EngineThroughput(writers: 1, chunks: scale.Of(500_000), aim: Aim.AtLeast(0.5));
        yield return new EngineThroughput(writers: 1, chunks: scale.Of(500_000), rowsAreChunks: true);
        yield return new EngineThroughput(writers: 16, chunks: scale.Of(512_000), aim: Aim.AtLeast(0.25));
        yield return new StoreThroughput(chunks: scale.Of(500_000), SqliteDurability.ProcessDeath, Aim.AtLeast(0.5));
        yield return new SameProcess(subscribers: 50, chunks: scale.Of(500));
        yield return new OtherProcess(chunks: scale.Of(500));
        yield return new NoOpRuns(runs: scale.Of(20_000), jobs: scale.Of(2_000));
        yield return new Taking(many: scale.Of(1_000_000), few: 1_000, turns: scale.Of(100));
    }
}
