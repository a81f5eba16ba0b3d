using System.Text.Json;
using System.Text.Json.Serialization;

namespace Runnel.Schedules;

/// <summary>What a stored schedule says.</summary>
/// <param name="Cron">The expression.</param>
/// <param name="TimeZone">The time zone's id.</param>
/// <param name="Missed">What becomes of missed times.</param>
/// <param name="Since">From when on its times count: when it was added, or its times were last changed. What was served before says nothing of these.</param>
/// <param name="IsDeclared">Whether a task declares it.</param>
/// <param name="Payload">What its runs are given; nothing for <c>{}</c>, or the time.</param>
/// <param name="GivenUpAt">When a host found it that runs its task and does not declare it; nothing as long as it is wanted.</param>
internal sealed record ScheduleBody(
    string Cron,
    string TimeZone,
    MissedRuns Missed,
    DateTimeOffset Since,
    bool IsDeclared,
    JsonElement? Payload = null,
    DateTimeOffset? GivenUpAt = null)
{
    /// <exception cref="ScheduleException">It cannot be read.</exception>
    public static ScheduleBody Read(string scheduleId, ReadOnlySpan<byte> json)
    {
        try
        {
            return JsonSerializer.Deserialize(json, ScheduleJson.Default.ScheduleBody) ?? throw new JsonException("It is null.");
        }
        catch (JsonException exception)
        {
            throw new ScheduleException(scheduleId, $"what is stored of it cannot be read: {exception.Message} Remove it and create it again.", exception);
        }
    }

    public byte[] Encode() => JsonSerializer.SerializeToUtf8Bytes(this, ScheduleJson.Default.ScheduleBody);

    /// <summary>Whether its times are those of another.</summary>
    public bool HasTimesOf(ScheduleBody other) => Cron == other.Cron && TimeZone == other.TimeZone;
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 128, UseStringEnumConverter = true, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(ScheduleBody))]
internal sealed partial class ScheduleJson : JsonSerializerContext;
