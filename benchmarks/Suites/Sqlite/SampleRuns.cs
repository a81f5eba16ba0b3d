using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Benchmarks.Suites.Sqlite;

/// <summary>Runs for a store that has no engine above it.</summary>
internal static class SampleRuns
{
    private const string TaskId = "sample";

    private static readonly SegmentBody Created = Body(EntryKind.Created, """{"payload":{"chunks":100},"contractHash":"0123456789abcdef"}""");

    private static readonly SegmentBody HandedBack = Body(EntryKind.HandedBack, "");

    /// <summary>A run as a trigger creates it.</summary>
    public static NewRun Create() => new()
    {
        RunId = RunIds.Of(Guid.CreateVersion7()),
        TaskId = TaskId,
        CreatedAt = DateTimeOffset.UtcNow,
        Body = Created,
    };

    /// <summary>A worker's wish for runs.</summary>
    public static TakeRequest Request(string worker, long token, int limit) =>
        new() { Worker = worker, Token = token, TaskIds = [TaskId], Limit = limit };

    /// <summary>Gives a run back that was taken: it is behind all others then.</summary>
    public static RunAppend HandBack(TakenRun run, long token) =>
        new(run.RunId, token, WriterSequence: 1, HandedBack, new HeadChange { Status = RunStatus.Queued });

    private static SegmentBody Body(EntryKind kind, string json) =>
        SegmentBuilder.Encode((new LogEntry(kind, attempt: 0, DateTimeOffset.UtcNow, key: null, value: null), System.Text.Encoding.UTF8.GetBytes(json)));
}
