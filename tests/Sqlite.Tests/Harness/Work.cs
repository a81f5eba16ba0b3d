using System.Text;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.Harness;

/// <summary>Short forms of what a test asks of a store.</summary>
internal static class Work
{
    public const string TaskId = "task";
    public const string Worker = "worker";

    public static CancellationToken Token => TestContext.Current.CancellationToken;

    public static SegmentBody Body(string text = "{}", int count = 1, bool hasState = true) => new(count, hasState, Encoding.UTF8.GetBytes(text));

    public static SegmentBody Body(int size, int count = 1, bool hasState = false, int seed = 1)
    {
        var bytes = new byte[size];
        new Random(seed).NextBytes(bytes);
        return new(count, hasState, bytes);
    }

    public static NewRun Run(string id, string taskId = TaskId, SegmentBody? body = null) =>
        new() { RunId = id, TaskId = taskId, CreatedAt = DateTimeOffset.UnixEpoch, Body = body ?? Body() };

    public static async Task CreateAsync(this IRunStore store, params string[] ids) => await store.CreateAsync([.. ids.Select(id => Run(id))], Token);

    public static async Task<TakeResult> TakeAsync(this IRunStore store, long token = 1, int limit = 10, string worker = Worker, params string[] taskIds)
    {
        await store.RegisterAsync(worker, TimeSpan.FromSeconds(30), Token);
        return await store.TakeAsync(new() { Worker = worker, Token = token, TaskIds = taskIds.Length == 0 ? [TaskId] : taskIds, Limit = limit }, Token);
    }

    public static async Task<string[]> TakeIdsAsync(this IRunStore store, long token = 1, int limit = 10, string worker = Worker, params string[] taskIds) =>
        [.. (await store.TakeAsync(token, limit, worker, taskIds)).Runs.Select(run => run.RunId)];

    public static async Task<AppendResult> AppendAsync(
        this IRunStore store, string id, long sequence, SegmentBody? body = null, HeadChange? change = null, long token = 1, IRunStoreObserver? writer = null) =>
        (await store.AppendAsync([new RunAppend(id, token, sequence, body ?? Body(), change)], writer, Token))[0];

    /// <summary>A run that a worker executes, with token 1.</summary>
    public static async Task StartAsync(this IRunStore store, string id)
    {
        await store.CreateAsync(id);
        Assert.Equal([id], await store.TakeIdsAsync());
    }

    public static async Task DeclareAsync(this IRunStore store, string queue, int? limit, params string[] taskIds) =>
        await store.DeclareAsync([new(queue, limit)], taskIds.ToDictionary(taskId => taskId, string? (_) => queue), Token);

    /// <summary>Has a run stand elsewhere, by its owner.</summary>
    public static Task<AppendResult> MoveAsync(this IRunStore store, string id, long sequence, RunStatus status, long token = 1) =>
        store.AppendAsync(id, sequence, change: new() { Status = status }, token: token);

    public static Task<AppendResult> FinishAsync(this IRunStore store, string id, long sequence) =>
        store.AppendAsync(id, sequence, change: new() { Status = RunStatus.Completed });

    /// <summary>All of a run's log, page by page; its entries are shown to be without gap.</summary>
    public static async Task<List<StoredSegment>> ReadAllAsync(this IRunStore store, string id, long after = 0)
    {
        var all = new List<StoredSegment>();
        LogPage page;
        do
        {
            page = await store.ReadAsync(new(id, all.Count > 0 ? all[^1].Last : after), Token);
            all.AddRange(page.Segments);
        }
        while (page.HasMore);
        for (var index = 1; index < all.Count; index++)
        {
            Assert.Equal(all[index - 1].Last + 1, all[index].First);
        }

        return all;
    }

    public static IEnumerable<string> Texts(this IEnumerable<StoredSegment> segments) => segments.Select(segment => Encoding.UTF8.GetString(segment.Body.Bytes.Span));
}
