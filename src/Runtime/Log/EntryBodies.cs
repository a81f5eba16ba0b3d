using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Log;

internal sealed record CreatedBody(JsonElement Payload, string? ContractHash, int? MaxAttempts, JsonObject? Metadata, string? TraceParent = null)
{
    public IReadOnlyList<string>? Tags { get; init; }

    public string? BatchId { get; init; }

    public string? IdempotencyKey { get; init; }

    /// <summary>Milliseconds that one execution may take.</summary>
    public double? MaxDuration { get; init; }

    public LineageBody? Lineage { get; init; }

    /// <summary>What the trigger said of the queue, for a replay.</summary>
    public PlacementBody? Placement { get; init; }

    /// <summary>When it is due, where it was triggered with a delay.</summary>
    public DateTimeOffset? DueAt { get; init; }
}

/// <summary>Where a run stands in its tree.</summary>
internal sealed record LineageBody(string ParentId, string RootId, int Depth);

internal sealed record PlacementBody(string? Queue, string? ConcurrencyKey, int Priority);

internal sealed record ChildBody(string Key, string RunId, string TaskId, bool IsAwaited, string? Fingerprint);

internal sealed record MemoBody(string Key, JsonElement Value);

internal sealed record TagsBody(IReadOnlyList<string> Tags);

internal sealed record RescheduledBody(DateTimeOffset DueAt);

/// <param name="Number">Its number among the run's, from 1.</param>
/// <param name="Arrived">Up to which number all have arrived.</param>
/// <param name="To">The run whose metadata changes.</param>
/// <param name="Operations">The changes.</param>
internal sealed record MetadataSentBody(long Number, long Arrived, string To, List<MetadataOperation> Operations);

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
[JsonSerializable(typeof(List<ChildBody>))]
[JsonSerializable(typeof(MemoBody))]
[JsonSerializable(typeof(TagsBody))]
[JsonSerializable(typeof(RescheduledBody))]
[JsonSerializable(typeof(MetadataSentBody))]
[JsonSerializable(typeof(DateTimeOffset))]
internal sealed partial class EntryBodies : JsonSerializerContext
{
    public static byte[] Encode<T>(T body, JsonTypeInfo<T> type) => JsonSerializer.SerializeToUtf8Bytes(body, type);
}
