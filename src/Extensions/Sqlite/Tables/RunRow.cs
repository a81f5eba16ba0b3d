using Runnel.Sqlite.Database;
using Runnel.Storage;

namespace Runnel.Sqlite.Tables;

/// <summary>A run as the file has it.</summary>
/// <param name="No">Its number, by which its log is found.</param>
/// <param name="Head">What the engine knows of it.</param>
internal sealed record RunRow(long No, RunHead Head)
{
    public const string Columns = "no, id, task, created, epoch, status, due, attempt, head, intent, finished, worker, token, writer";

    /// <summary>The row that a statement stands on, whose columns begin with <see cref="Columns"/>.</summary>
    public static RunRow Read(Statement row) => new(row.Get(0), new RunHead
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
    });

    public static long Ticks(DateTimeOffset time) => time.UtcTicks;

    public static long? Ticks(DateTimeOffset? time) => time?.UtcTicks;

    private static DateTimeOffset Time(long ticks) => new(ticks, TimeSpan.Zero);

    private static DateTimeOffset? Time(long? ticks) => ticks is { } value ? Time(value) : null;
}
