using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Log;

internal sealed record CreatedBody(JsonElement Payload, string? ContractHash, int? MaxAttempts, JsonObject? Metadata, string? TraceParent = null);

internal sealed record StreamEndedBody(StreamEndReason Reason, TaskError? Error);

internal sealed record FailureBody(TaskError Error, DateTimeOffset? DueAt);

internal sealed record WorkerLostBody(TaskError Error, bool IsBlamed, DateTimeOffset? DueAt);

internal sealed record WarningBody(string Message);

/// <summary>The JSON of the entries that are not chunks.</summary>
// Deeper than a payload may be: it stands inside an entry.
[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, MaxDepth = 128, DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(CreatedBody))]
[JsonSerializable(typeof(StreamEndedBody))]
[JsonSerializable(typeof(FailureBody))]
[JsonSerializable(typeof(WorkerLostBody))]
[JsonSerializable(typeof(WarningBody))]
[JsonSerializable(typeof(List<MetadataOperation>))]
internal sealed partial class EntryBodies : JsonSerializerContext
{
    public static byte[] Encode<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);
}
