using System.Globalization;
using Runnel.Schedules;

namespace Runnel.Tests.Schedules;

/// <summary>Expressions whose times are known: by the calendar, and by the rules of daylight saving.</summary>
public sealed class KnownExpansions
{
    public static TheoryData<string, string, string, string> Table { get; } = new()
    {
        // Fields, ranges, lists and steps.
        { "0 9 * * 1-5", "UTC", "2026-01-01T09:00Z", "2026-01-02 09:00:00 +00:00, 2026-01-05 09:00:00 +00:00, 2026-01-06 09:00:00 +00:00" },
        { "0 9 * * MON-FRI", "UTC", "2026-01-02T09:00Z", "2026-01-05 09:00:00 +00:00" },
        { "*/20 8-9 * * *", "UTC", "2026-01-01T08:30Z", "2026-01-01 08:40:00 +00:00, 2026-01-01 09:00:00 +00:00, 2026-01-01 09:20:00 +00:00, 2026-01-01 09:40:00 +00:00, 2026-01-02 08:00:00 +00:00" },
        { "5/25 * * * *", "UTC", "2026-01-01T00:00Z", "2026-01-01 00:05:00 +00:00, 2026-01-01 00:30:00 +00:00, 2026-01-01 00:55:00 +00:00, 2026-01-01 01:05:00 +00:00" },
        { "0 0 1,15 * *", "UTC", "2026-01-31T00:00Z", "2026-02-01 00:00:00 +00:00, 2026-02-15 00:00:00 +00:00, 2026-03-01 00:00:00 +00:00" },
        { "0 0 13 * 5", "UTC", "2026-01-01T00:00Z", "2026-02-13 00:00:00 +00:00, 2026-03-13 00:00:00 +00:00, 2026-11-13 00:00:00 +00:00" },
        { "0 0 * * 7", "UTC", "2026-01-01T00:00Z", "2026-01-04 00:00:00 +00:00, 2026-01-11 00:00:00 +00:00" },

        // Seconds, and names for the whole.
        { "*/25 * * * * *", "UTC", "2026-01-01T00:00Z", "2026-01-01 00:00:25 +00:00, 2026-01-01 00:00:50 +00:00, 2026-01-01 00:01:00 +00:00" },
        { "30 15 10 * * *", "UTC", "2026-01-01T10:15:30Z", "2026-01-02 10:15:30 +00:00" },
        { "@hourly", "UTC", "2026-01-01T00:00Z", "2026-01-01 01:00:00 +00:00, 2026-01-01 02:00:00 +00:00" },
        { "@daily", "Asia/Kolkata", "2026-01-01T00:00Z", "2026-01-02 00:00:00 +05:30, 2026-01-03 00:00:00 +05:30" },
        { "@monthly", "UTC", "2026-01-01T00:00Z", "2026-02-01 00:00:00 +00:00, 2026-03-01 00:00:00 +00:00" },

        // The last day, the nearest weekday, the n-th weekday, the leap day.
        { "0 0 L * *", "UTC", "2026-01-31T12:00Z", "2026-02-28 00:00:00 +00:00, 2026-03-31 00:00:00 +00:00, 2026-04-30 00:00:00 +00:00" },
        { "0 0 L-1 2 *", "UTC", "2027-03-01T00:00Z", "2028-02-28 00:00:00 +00:00, 2029-02-27 00:00:00 +00:00" },
        { "0 0 15W * *", "UTC", "2026-02-01T00:00Z", "2026-02-16 00:00:00 +00:00, 2026-03-16 00:00:00 +00:00, 2026-04-15 00:00:00 +00:00, 2026-05-15 00:00:00 +00:00, 2026-06-15 00:00:00 +00:00, 2026-07-15 00:00:00 +00:00, 2026-08-14 00:00:00 +00:00" },
        { "0 0 LW * *", "UTC", "2026-01-01T00:00Z", "2026-01-30 00:00:00 +00:00, 2026-02-27 00:00:00 +00:00, 2026-03-31 00:00:00 +00:00" },
        { "0 0 * * 5L", "UTC", "2026-01-01T00:00Z", "2026-01-30 00:00:00 +00:00, 2026-02-27 00:00:00 +00:00" },
        { "0 0 * * TUE#2", "UTC", "2026-01-01T00:00Z", "2026-01-13 00:00:00 +00:00, 2026-02-10 00:00:00 +00:00" },
        { "0 0 29 2 *", "UTC", "2026-01-01T00:00Z", "2028-02-29 00:00:00 +00:00, 2032-02-29 00:00:00 +00:00" },

        // Clocks go forward: a time that they skip is due when they skip it; a rhythm within the day goes on.
        { "30 2 * * *", "Europe/Berlin", "2026-03-28T12:00Z", "2026-03-29 03:00:00 +02:00, 2026-03-30 02:30:00 +02:00" },
        { "*/30 * * * *", "Europe/Berlin", "2026-03-29T00:15Z", "2026-03-29 01:30:00 +01:00, 2026-03-29 03:00:00 +02:00, 2026-03-29 03:30:00 +02:00" },
        { "0 0 * * *", "Europe/Berlin", "2026-03-28T00:00Z", "2026-03-29 00:00:00 +01:00, 2026-03-30 00:00:00 +02:00" },
        { "15 2 * * *", "America/New_York", "2026-03-07T12:00Z", "2026-03-08 03:00:00 -04:00, 2026-03-09 02:15:00 -04:00" },
        { "15 2 * * *", "Australia/Lord_Howe", "2026-10-03T00:00Z", "2026-10-04 02:30:00 +11:00, 2026-10-05 02:15:00 +11:00" },

        // Clocks go back: a time that they show twice is due once, the first time; a rhythm within the day goes on through both.
        { "30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25 02:30:00 +02:00, 2026-10-26 02:30:00 +01:00" },
        { "*/30 2 * * *", "Europe/Berlin", "2026-10-24T12:00Z", "2026-10-25 02:00:00 +02:00, 2026-10-25 02:30:00 +02:00, 2026-10-25 02:00:00 +01:00, 2026-10-25 02:30:00 +01:00, 2026-10-26 02:00:00 +01:00" },
        { "30 * * * *", "America/New_York", "2026-11-01T04:45Z", "2026-11-01 01:30:00 -04:00, 2026-11-01 01:30:00 -05:00, 2026-11-01 02:30:00 -05:00" },
        { "45 1 * * *", "Australia/Lord_Howe", "2026-04-04T00:00Z", "2026-04-05 01:45:00 +11:00, 2026-04-06 01:45:00 +10:30" },
        { "30 9 * * *", "Asia/Kolkata", "2026-01-01T00:00Z", "2026-01-01 09:30:00 +05:30, 2026-01-02 09:30:00 +05:30" },
        { "0 9 * * *", "W. Europe Standard Time", "2026-01-01T00:00Z", "2026-01-01 09:00:00 +01:00" },
    };

    [Theory]
    [MemberData(nameof(Table))]
    public void Times_AreThoseOfTheCalendar(string cron, string zone, string after, string expected)
    {
        var recurrence = Recurrence.Read("test", cron, zone);
        var times = Next(recurrence, Parse(after)).Take(expected.Split(", ").Length);

        Assert.Equal(expected, string.Join(", ", times.Select(time => time.ToString("yyyy-MM-dd HH:mm:ss zzz", CultureInfo.InvariantCulture))));
    }

    // Missed times are looked for from the newest on, others from the oldest.
    [Theory]
    [MemberData(nameof(Table))]
    public void TheNewestTimes_AreTheSameTimes(string cron, string zone, string after, string expected)
    {
        var recurrence = Recurrence.Read("test", cron, zone);
        var times = Next(recurrence, Parse(after)).Take(200).ToList();

        Assert.Equal(times, recurrence.Newest(1000, Parse(after), times[^1]));
        Assert.Equal(times.SkipLast(1), recurrence.Newest(1000, Parse(after), times[^1].AddTicks(-1)));
        Assert.Equal(times.Skip(1), recurrence.Newest(times.Count, times[0], times[^1]));
        Assert.Equal(times.TakeLast(7), recurrence.Newest(7, Parse(after), times[^1]));
        Assert.All(times.Index(), time => Assert.Equal([time.Item], recurrence.Newest(1, Parse(after), time.Item)));
        Assert.Empty(recurrence.Newest(1, times[^1], times[^1]));
        Assert.Empty(recurrence.Newest(1, times[^1], times[0]));
        Assert.NotEmpty(expected);
    }

    [Theory]
    [InlineData("0 9 * *", "five fields")]
    [InlineData("", "five fields")]
    [InlineData("0 0 0 0 0 0 0", "five fields")]
    [InlineData("61 * * * *", "Minutes: Value must be a number between 0 and 59 (all inclusive).")]
    [InlineData("* * * * MOON", "Days of week")]
    [InlineData("@reboot", "Macro")]
    [InlineData("H 9 * * *", "drawn by lot")]
    public void WhatIsNoExpression_SaysWhy(string cron, string reason)
    {
        var exception = Assert.Throws<ScheduleException>(() => Recurrence.Read("nightly", cron, "UTC"));

        Assert.StartsWith($"Schedule 'nightly': '{cron}' is no cron expression: ", exception.Message, StringComparison.Ordinal);
        Assert.Contains(reason, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("Mars/Base")]
    [InlineData("")]
    [InlineData("../etc/passwd")]
    public void WhatIsNoTimeZone_SaysWhatIsOne(string zone)
    {
        var exception = Assert.Throws<ScheduleException>(() => Recurrence.Read("nightly", "@daily", zone));

        Assert.StartsWith($"Schedule 'nightly': '{zone}' is no time zone of this machine. ", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void ADateThatNeverComes_IsNoTime() => Assert.Null(Recurrence.Read("test", "0 0 30 2 *", "UTC").Next(Parse("2026-01-01T00:00Z")));

    private static IEnumerable<DateTimeOffset> Next(Recurrence recurrence, DateTimeOffset after)
    {
        for (var next = recurrence.Next(after); next is { } time; next = recurrence.Next(time))
        {
            yield return time;
        }
    }

    private static DateTimeOffset Parse(string text) => DateTimeOffset.Parse(text, CultureInfo.InvariantCulture);
}
