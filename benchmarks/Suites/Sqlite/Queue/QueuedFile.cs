using System.Diagnostics;
using Runnel.Sqlite;

namespace Runnel.Benchmarks.Suites.Sqlite.Queue;

/// <summary>A store in which so many runs wait, and a worker that takes of them.</summary>
internal sealed class QueuedFile : IAsyncDisposable
{
    private const int RunsPerCommit = 5_000;
    private const string Worker = "worker";

    private readonly SqliteRunStore store;
    private long token;

    private QueuedFile(SqliteRunStore store) => this.store = store;

    public static async Task<QueuedFile> FillAsync(string file, int runs)
    {
        await using (var filling = new SqliteRunStore(new SqliteRunStoreOptions { Path = file }))
        {
            for (var left = runs; left > 0; left -= RunsPerCommit)
            {
                await filling.CreateAsync([.. Enumerable.Range(0, Math.Min(left, RunsPerCommit)).Select(_ => SampleRuns.Create())], CancellationToken.None);
            }
        }

        // Opened anew: whatever filling it left in the log or in a cache is no longer there.
        var store = new SqliteRunStore(new SqliteRunStoreOptions { Path = file });
        await store.RegisterAsync(Worker, TimeSpan.FromMinutes(1), CancellationToken.None);
        return new QueuedFile(store);
    }

    /// <summary>Takes runs and gives them back.</summary>
    /// <returns>How long either took, as differences of <see cref="Stopwatch"/> timestamps.</returns>
    public async Task<(long Taking, long GivingBack)> TurnAsync(int runs)
    {
        var start = Stopwatch.GetTimestamp();
        var taken = await store.TakeAsync(SampleRuns.Request(Worker, ++token, runs), CancellationToken.None);
        var middle = Stopwatch.GetTimestamp();
        if (taken.Runs.Count != runs)
        {
            throw new InvalidOperationException($"{taken.Runs.Count} runs were given, not {runs}.");
        }

        await store.AppendAsync([.. taken.Runs.Select(run => SampleRuns.HandBack(run, token))], writer: null, CancellationToken.None);
        return (middle - start, Stopwatch.GetTimestamp() - middle);
    }

    public ValueTask DisposeAsync() => store.DisposeAsync();
}
