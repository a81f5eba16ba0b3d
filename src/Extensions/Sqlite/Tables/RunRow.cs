using Runnel.Sqlite.Database;
using Runnel.Sqlite.Queues;
using Runnel.Storage;

namespace Runnel.Sqlite.Tables;

/// <summary>A run as the file has it.</summary>
/// <param name="No">Its number, by which its log is found.</param>
/// <param name="Head">What the engine knows of it.</param>
/// <param name="Place">Where it waits while it is ready.</param>
internal sealed record RunRow(long No, RunHead Head, long? Place)
{
    public const string Columns = """
        run.no, run.id, run.task, run.created, run.epoch, run.status, run.due, run.attempt, run.head, run.intent, run.finished, run.worker, run.token,
        run.writer, run.queue, run.own, run.key, run.priority, run.line, run.expires, run.batch, run.parent, run.awaited, run.place
        """;

    public LaneKey Lane => new(Head.Queue, Head.ConcurrencyKey);

    /// <summary>The row that a statement stands on, whose columns begin with <see cref="Columns"/>.</summary>
    public static RunRow Read(Statement row) => new(
        row.Get(0),
        new RunHead
        {
            RunId = row.GetString(1),
            TaskId = row.GetString(2),
            CreatedAt = Time(row.Get(3)),
            Epoch = row.Get(4),
            Status = StatusCode.Status(row.Get(5)),
            DueAt = Time(row.GetNullable(6)),
            Attempt = (int)row.Get(7),
            Head = row.Get(8),
            Intent = StatusCode.Intent(row.GetNullable(9)),
            FinishedAt = Time(row.GetNullable(10)),
            Worker = row.GetNullableString(11),
            Token = row.GetNullable(12),
            WriterSequence = row.Get(13),
            Queue = row.GetString(14),
            IsInOwnQueue = row.Get(15) == 1,
            ConcurrencyKey = row.GetKey(16),
            Priority = (int)row.Get(17),
            IsResuming = row.GetNullable(18) is not null,
            ExpiresAt = Time(row.GetNullable(19)),
            BatchId = row.GetNullableString(20),
            ParentId = row.GetNullableString(21),
            IsAwaited = row.Get(22) == 1,
        },
        row.GetNullable(23));

    public static long Ticks(DateTimeOffset time) => time.UtcTicks;

    public static long? Ticks(DateTimeOffset? time) => time?.UtcTicks;

    public static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static DateTimeOffset? Time(long? ticks) => ticks is { } value ? Time(value) : null;
}
