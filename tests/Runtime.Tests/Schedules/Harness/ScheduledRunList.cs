using System.Globalization;
using System.Text.Json;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Tests.Schedules;

/// <summary>What schedules have created.</summary>
internal static class ScheduledRunList
{
    /// <summary>The payloads of all runs, in the order of their creation.</summary>
    public static async Task<IReadOnlyList<ScheduledTime>> ScheduledTimesAsync(this IRunStore store, string? scheduleId = null)
    {
        var heads = await store.ListAsync(new RunQuery { Limit = 1000, Tag = scheduleId is null ? null : "schedule:" + scheduleId }, CancellationToken.None);
        var times = new List<ScheduledTime>();
        foreach (var head in heads.Reverse())
        {
            var state = await RunState.ReadAsync(store, head.RunId, head.TaskId, head.Head, CancellationToken.None);
            times.Add(JsonSerializer.Deserialize<ScheduledTime>(state.Payload.Span, JsonSerializerOptions.Web)!);
        }

        return times;
    }

    /// <summary>The due times of all runs: day, hour and minute.</summary>
    public static async Task<string> DueTimesAsync(this IRunStore store, string? scheduleId = null) =>
        string.Join(", ", (await store.ScheduledTimesAsync(scheduleId)).Select(time => time.DueAt).Order().Select(Text));

    public static string Text(DateTimeOffset time) => time.ToString("d HH:mm", CultureInfo.InvariantCulture);
}
