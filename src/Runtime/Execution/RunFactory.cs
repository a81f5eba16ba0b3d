using System.Diagnostics;
using System.Text.Json;
using Runnel.Definitions;
using Runnel.Json;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Execution;

/// <summary>Makes runs of what they are triggered with, and refuses what does not fit.</summary>
internal sealed class RunFactory(RunLog log, TaskRegistry tasks, QueueCatalog queues)
{
    /// <summary>The largest payload, in bytes of JSON.</summary>
    internal const int MaxPayloadBytes = 3 * 1024 * 1024;

    /// <summary>Checks what a run is to be triggered with. Guarantee 11: what does not fit creates no run, whichever client it came through.</summary>
    /// <exception cref="PayloadException">The payload does not fit.</exception>
    /// <exception cref="ArgumentException">An option does not.</exception>
    public void Validate(TaskContract contract, ReadOnlyMemory<byte> payload, TriggerOptions? options)
    {
        if (payload.Length > MaxPayloadBytes)
        {
            throw new PayloadException(
                contract.Id, "$", $"it has {payload.Length:N0} bytes of JSON; at most {MaxPayloadBytes:N0} are allowed. Store it elsewhere and pass a reference.");
        }

        if (options is not null)
        {
            TriggerRules.Validate(options);
        }

        _ = contract.ReadPayload(payload.Span, tasks.Json);
        if (tasks.Known(contract.Id) is { } known && known != contract)
        {
            _ = known.ReadPayload(payload.Span, tasks.Json);
        }
    }

    /// <exception cref="QueueNotFoundException">The options name a queue that nobody has declared.</exception>
    public ValueTask RequireQueueAsync(TriggerOptions? options, CancellationToken cancellationToken) =>
        options?.Queue is { } queue ? queues.RequireAsync(queue, cancellationToken) : default;

    /// <summary>The run, which has been validated.</summary>
    public NewRun Create(TaskContract contract, ReadOnlyMemory<byte> payload, TriggerOptions? options, RunOrigin origin)
    {
        var now = log.Time.GetUtcNow();
        var dueAt = options?.DelayUntil ?? (options?.Delay is { } delay ? now.After(delay) : null);
        dueAt = dueAt > now ? dueAt : null;
        IReadOnlyList<string>? tags = options is { Tags.Count: > 0 } ? [.. options.Tags.Distinct(StringComparer.Ordinal)] : null;
        var reader = new Utf8JsonReader(payload.Span, new JsonReaderOptions { MaxDepth = 128 });
        var created = new CreatedBody(JsonElement.ParseValue(ref reader), tasks.HashOf(contract), options?.MaxAttempts, options?.Metadata, Activity.Current?.Id)
        {
            Tags = tags,
            BatchId = origin.BatchId,
            IdempotencyKey = options?.IdempotencyKey,
            MaxDuration = options?.MaxDuration?.TotalMilliseconds,
            Lineage = origin.Lineage,
            Placement = options is null or { Queue: null, ConcurrencyKey: null, Priority: 0 } ? null : new(options.Queue, options.ConcurrencyKey, options.Priority),
            DueAt = dueAt,
        };
        var entry = new LogEntry(EntryKind.Created, attempt: 0, now, key: null, value: null);
        return new NewRun
        {
            RunId = RunIds.Of(log.Scheduler.NewId(now)),
            TaskId = contract.Id,
            CreatedAt = now,
            Body = SegmentBuilder.Encode((entry, EntryBodies.Encode(created, EntryBodies.Default.CreatedBody))),
            Queue = options?.Queue,
            ConcurrencyKey = options?.ConcurrencyKey,
            Priority = options?.Priority ?? 0,
            DueAt = dueAt,
            ExpiresAt = options?.Ttl is { } ttl ? (dueAt ?? now).After(ttl) : null,
            Tags = tags ?? [],
            BatchId = origin.BatchId,
            ParentId = origin.Lineage?.ParentId,
            IsAwaited = origin.IsAwaited,
        };
    }

    /// <summary>The claim that a key makes on behalf of a run, among all runs of the store.</summary>
    public IdempotencyClaim ClaimOf(TaskContract contract, ReadOnlyMemory<byte> payload, TriggerOptions options) => new(
        options.IdempotencyKey!,
        PayloadHash.Of(contract.Id, payload),
        log.Time.GetUtcNow().After(options.IdempotencyKeyTtl ?? TriggerRules.DefaultIdempotencyKeyTtl));
}

/// <summary>Where a run comes from.</summary>
/// <param name="Lineage">Its place in the tree of runs; nothing for a root.</param>
/// <param name="IsAwaited">Whether its parent waits for it.</param>
/// <param name="BatchId">The batch that it is part of.</param>
internal sealed record RunOrigin(LineageBody? Lineage, bool IsAwaited, string? BatchId)
{
    public static RunOrigin Root { get; } = new(Lineage: null, IsAwaited: false, BatchId: null);
}
