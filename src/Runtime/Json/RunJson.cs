using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Json;

/// <summary>The JSON form of a <see cref="Run{TPayload, TOutput}"/>, whose two types only the caller's options know.</summary>
internal static class RunJson
{
    public static void Write<TPayload, TOutput>(Utf8JsonWriter writer, Run<TPayload, TOutput> run, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("id", run.Id);
        writer.WriteString("taskId", run.TaskId);
        writer.WriteString("status", run.Status.ToString());
        writer.WriteNumber("attempt", run.Attempt);
        writer.WriteNumber("failedAttempts", run.FailedAttempts);
        writer.WritePropertyName("payload");
        JsonSerializer.Serialize(writer, run.Payload, TypeInfo<TPayload>(options));
        if (run.HasOutput)
        {
            writer.WritePropertyName("output");
            JsonSerializer.Serialize(writer, run.Output!, TypeInfo<TOutput>(options));
        }

        if (run.Error is { } error)
        {
            writer.WritePropertyName("error");
            JsonSerializer.Serialize(writer, error, RecordJson.Default.TaskError);
        }

        writer.WritePropertyName("metadata");
        run.Metadata.WriteTo(writer);
        writer.WriteStartArray("warnings");
        foreach (var warning in run.Warnings)
        {
            writer.WriteStringValue(warning);
        }

        writer.WriteEndArray();
        writer.WriteStartArray("tags");
        foreach (var tag in run.Tags)
        {
            writer.WriteStringValue(tag);
        }

        writer.WriteEndArray();
        WriteText(writer, "parentId", run.ParentId);
        WriteText(writer, "rootId", run.RootId);
        writer.WriteNumber("depth", run.Depth);
        WriteText(writer, "batchId", run.BatchId);
        WriteText(writer, "idempotencyKey", run.IdempotencyKey);
        writer.WriteString("createdAt", run.CreatedAt);
        WriteTime(writer, "startedAt", run.StartedAt);
        WriteTime(writer, "finishedAt", run.FinishedAt);
        WriteTime(writer, "dueAt", run.DueAt);
        writer.WriteEndObject();
    }

    public static Run<TPayload, TOutput> Read<TPayload, TOutput>(JsonElement json, JsonSerializerOptions options)
    {
        var hasOutput = json.TryGetProperty("output", out var output);
        return new Run<TPayload, TOutput>
        {
            Id = json.GetProperty("id").GetString()!,
            TaskId = json.GetProperty("taskId").GetString()!,
            Status = Enum.Parse<RunStatus>(json.GetProperty("status").GetString()!),
            Attempt = json.GetProperty("attempt").GetInt32(),
            FailedAttempts = json.GetProperty("failedAttempts").GetInt32(),
            Payload = json.GetProperty("payload").Deserialize(TypeInfo<TPayload>(options))!,
            HasOutput = hasOutput,
            Output = hasOutput ? output.Deserialize(TypeInfo<TOutput>(options)) : default,
            Error = json.TryGetProperty("error", out var error) ? error.Deserialize(RecordJson.Default.TaskError) : null,
            Metadata = json.GetProperty("metadata").Clone(),
            Warnings = [.. json.GetProperty("warnings").EnumerateArray().Select(warning => warning.GetString()!)],
            Tags = [.. json.GetProperty("tags").EnumerateArray().Select(tag => tag.GetString()!)],
            ParentId = ReadText(json, "parentId"),
            RootId = ReadText(json, "rootId"),
            Depth = json.GetProperty("depth").GetInt32(),
            BatchId = ReadText(json, "batchId"),
            IdempotencyKey = ReadText(json, "idempotencyKey"),
            CreatedAt = json.GetProperty("createdAt").GetDateTimeOffset(),
            StartedAt = ReadTime(json, "startedAt"),
            FinishedAt = ReadTime(json, "finishedAt"),
            DueAt = ReadTime(json, "dueAt"),
        };
    }

    private static JsonTypeInfo<T> TypeInfo<T>(JsonSerializerOptions options) => (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T));

    private static void WriteTime(Utf8JsonWriter writer, string name, DateTimeOffset? time)
    {
        if (time is { } value)
        {
            writer.WriteString(name, value);
        }
    }

    private static void WriteText(Utf8JsonWriter writer, string name, string? text)
    {
        if (text is not null)
        {
            writer.WriteString(name, text);
        }
    }

    private static string? ReadText(JsonElement json, string name) => json.TryGetProperty(name, out var text) ? text.GetString() : null;

    private static DateTimeOffset? ReadTime(JsonElement json, string name) =>
        json.TryGetProperty(name, out var time) ? time.GetDateTimeOffset() : null;
}
