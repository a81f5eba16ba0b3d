namespace Runnel;

/// <summary>A schedule cannot be as it is wanted: its expression, its time zone or its id.</summary>
public sealed class ScheduleException : RunnelException
{
    internal ScheduleException(string scheduleId, string message, Exception? innerException = null)
        : base($"Schedule '{scheduleId}': {message}", innerException) => ScheduleId = scheduleId;

    /// <summary>The schedule's id.</summary>
    public string ScheduleId { get; }
}
