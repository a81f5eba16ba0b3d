using Microsoft.Extensions.Logging;

namespace Runnel.Schedules;

/// <summary>What is wrong with single schedules, each told once until it is something else.</summary>
internal sealed partial class Complaints(ILogger logger)
{
    private readonly Dictionary<string, string> told = new(StringComparer.Ordinal);

    public void Add(string scheduleId, RunnelException exception)
    {
        if (told.GetValueOrDefault(scheduleId) != exception.Message)
        {
            told[scheduleId] = exception.Message;
            LogNotServed(exception, scheduleId);
        }
    }

    public void Withdraw(string scheduleId) => told.Remove(scheduleId);

    [LoggerMessage(LogLevel.Error, "Schedule '{ScheduleId}' is not served by this host as long as this is so; its times wait.")]
    private partial void LogNotServed(Exception exception, string scheduleId);
}
