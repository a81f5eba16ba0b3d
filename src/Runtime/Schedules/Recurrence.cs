using Cronos;

namespace Runnel.Schedules;

/// <summary>The times of a cron expression in a time zone.</summary>
internal sealed class Recurrence
{
    private const int WindowGrowth = 4;

    private static readonly TimeSpan FirstWindow = TimeSpan.FromMinutes(1);

    private readonly CronExpression expression;
    private readonly TimeZoneInfo zone;

    private Recurrence(CronExpression expression, TimeZoneInfo zone) => (this.expression, this.zone) = (expression, zone);

    /// <exception cref="ScheduleException">The expression or the time zone is none.</exception>
    public static Recurrence Read(string scheduleId, string cron, string timeZone)
    {
        var (expression, objection) = CronText.Read(cron);
        if (expression is null)
        {
            throw new ScheduleException(scheduleId, $"'{cron}' is no cron expression: {objection}.");
        }

        try
        {
            return new Recurrence(expression, TimeZoneInfo.FindSystemTimeZoneById(timeZone));
        }
        catch (Exception exception) when (exception is TimeZoneNotFoundException or InvalidTimeZoneException or ArgumentException)
        {
            throw new ScheduleException(
                scheduleId,
                $"'{timeZone}' is no time zone of this machine. Name one by its IANA id, such as Europe/Berlin; where that is one, install the machine's time zone data (tzdata).",
                exception);
        }
    }

    /// <summary>The first time after another, with the time zone's offset; nothing where none is left.</summary>
    public DateTimeOffset? Next(DateTimeOffset after) => expression.GetNextOccurrence(after, zone);

    /// <summary>The times after one and up to another, oldest first.</summary>
    public IEnumerable<DateTimeOffset> Between(DateTimeOffset after, DateTimeOffset upTo)
    {
        for (var next = Next(after); next <= upTo; next = Next(next.Value))
        {
            yield return next.Value;
        }
    }

    /// <summary>The newest of the times after one and up to another, oldest first.</summary>
    /// <remarks>
    /// Found by looking forward from ever further back. The library can look back itself, but then gives a time that a clock skips in spring as the
    /// second before, where looking forward gives it as the moment after: it would be served twice.
    /// </remarks>
    public IReadOnlyList<DateTimeOffset> Newest(int count, DateTimeOffset after, DateTimeOffset upTo)
    {
        for (var window = FirstWindow; ; window *= WindowGrowth)
        {
            var isAll = upTo - after <= window;
            List<DateTimeOffset> times = [.. Between(isAll ? after : upTo - window, upTo)];
            if (isAll || times.Count >= count)
            {
                return times.Count <= count ? times : times[^count..];
            }
        }
    }
}
