using Runnel.Storage;

namespace Runnel.Sqlite.Tables;

/// <summary>A run's status and intent as the file has them. The numbers are the file's for good, whatever becomes of the enumerations' order.</summary>
internal static class StatusCode
{
    public static long Of(RunStatus status) => status switch
    {
        RunStatus.Delayed => 1,
        RunStatus.Queued => 2,
        RunStatus.Executing => 3,
        RunStatus.Waiting => 4,
        RunStatus.Completed => 10,
        RunStatus.Failed => 11,
        RunStatus.Canceled => 12,
        RunStatus.Crashed => 13,
        RunStatus.Expired => 14,
        RunStatus.TimedOut => 15,
        _ => throw new ArgumentOutOfRangeException(nameof(status), status, "This version of Runnel.Sqlite does not know the status; use packages of one version."),
    };

    public static RunStatus Status(long code) => code switch
    {
        1 => RunStatus.Delayed,
        2 => RunStatus.Queued,
        3 => RunStatus.Executing,
        4 => RunStatus.Waiting,
        10 => RunStatus.Completed,
        11 => RunStatus.Failed,
        12 => RunStatus.Canceled,
        13 => RunStatus.Crashed,
        14 => RunStatus.Expired,
        15 => RunStatus.TimedOut,
        _ => throw new InvalidDataException($"A run's status in the file is {code}, which is none."),
    };

    public static long? Of(RunIntent? intent) => intent switch
    {
        null => null,
        RunIntent.Return => 1,
        RunIntent.Cancel => 2,
        _ => throw new ArgumentOutOfRangeException(nameof(intent), intent, "This version of Runnel.Sqlite does not know the intent; use packages of one version."),
    };

    public static RunIntent? Intent(long? code) => code switch
    {
        null => null,
        1 => RunIntent.Return,
        2 => RunIntent.Cancel,
        _ => throw new InvalidDataException($"A run's intent in the file is {code}, which is none."),
    };
}
