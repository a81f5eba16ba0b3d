using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Runnel.Definitions;
using Runnel.Log;

namespace Runnel.Clients;

/// <summary>Gives the state of one run its types; payload and output are decoded once.</summary>
internal sealed class RunSnapshots<TPayload, TOutput, TPart>(TaskContract<TPayload, TOutput, TPart> contract, JsonSerializerOptions json)
    where TPayload : notnull
    where TPart : class
{
    private (TPayload Value, bool IsSet) payload;
    private (TOutput? Value, bool IsSet) output;

    public Run<TPayload, TOutput> Of(RunState state)
    {
        if (!payload.IsSet)
        {
            payload = (contract.Show(state.Payload.Span, json), true);
        }

        if (!output.IsSet && state.Output is { } bytes)
        {
            output = (ReadOutput(bytes.Span, contract, json), true);
        }

        return new Run<TPayload, TOutput>
        {
            Id = state.RunId,
            TaskId = state.TaskId,
            Status = state.Status,
            Attempt = state.Attempt,
            FailedAttempts = state.FailedAttempts,
            Payload = payload.Value,
            HasOutput = state.Output is not null,
            Output = state.Output is null ? default : output.Value,
            Error = state.Error,
            Metadata = ToElement(state.Metadata),
            Warnings = [.. state.Warnings],
            Tags = [.. state.Tags],
            ParentId = state.Lineage?.ParentId,
            RootId = state.Lineage?.RootId,
            Depth = state.Lineage?.Depth ?? 0,
            BatchId = state.BatchId,
            IdempotencyKey = state.IdempotencyKey,
            CreatedAt = state.CreatedAt,
            StartedAt = state.StartedAt,
            FinishedAt = state.FinishedAt,
            DueAt = state.DueAt,
        };
    }

    public static TOutput? ReadOutput(ReadOnlySpan<byte> bytes, TaskContract contract, JsonSerializerOptions json)
    {
        try
        {
            return JsonSerializer.Deserialize(bytes, (JsonTypeInfo<TOutput>)json.GetTypeInfo(typeof(TOutput)));
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException)
        {
            throw new RunnelException(
                $"The output of a run of task '{contract.Id}' cannot be read as {typeof(TOutput)}: {exception.Message} It was written by another version, or its type does not read back what it writes.", exception);
        }
    }

    private static JsonElement ToElement(JsonObject metadata)
    {
        using var document = JsonDocument.Parse(metadata.ToJsonString());
        return document.RootElement.Clone();
    }
}
