using System.Diagnostics;
using System.Text;
using System.Text.Json;
using Runnel.Definitions;
using Runnel.Diagnostics;
using Runnel.Execution;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Clients;

/// <summary>The connection of clients in the same process as the store.</summary>
internal sealed class LocalConnection(RunLog log, TaskRegistry tasks) : RunConnection
{
    /// <summary>The largest payload, in bytes of JSON.</summary>
    internal const int MaxPayloadBytes = 3 * 1024 * 1024;

    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMilliseconds(320);

    internal override JsonSerializerOptions Json => tasks.Json;

    internal override TaskContract ContractOf(string taskId) => tasks.Contract(taskId);

    internal override async Task<string> TriggerAsync(
        TaskContract contract, ReadOnlyMemory<byte> payload, TriggerOptions? options, CancellationToken cancellationToken)
    {
        if (payload.Length > MaxPayloadBytes)
        {
            throw new PayloadException(
                contract.Id, "$", $"it has {payload.Length:N0} bytes of JSON; at most {MaxPayloadBytes:N0} are allowed. Store it elsewhere and pass a reference.");
        }

        if (options?.MaxAttempts is < 1)
        {
            throw new ArgumentOutOfRangeException(nameof(options), options.MaxAttempts, "TriggerOptions.MaxAttempts must be at least 1.");
        }

        if (options?.Metadata is { } metadata && Encoding.UTF8.GetByteCount(metadata.ToJsonString()) > TaskMetadata.MaxBytes)
        {
            throw new ArgumentException(
                $"TriggerOptions.Metadata has more than {TaskMetadata.MaxBytes:N0} bytes of JSON. Pass large values in the payload.", nameof(options));
        }

        // Guarantee 11: what does not fit creates no run, whichever client it came through.
        _ = contract.ReadPayload(payload.Span, tasks.Json);
        if (tasks.Known(contract.Id) is { } known && known != contract)
        {
            _ = known.ReadPayload(payload.Span, tasks.Json);
        }

        var now = log.Time.GetUtcNow();
        var runId = RunIds.Of(log.Scheduler.NewId(now));
        var body = EntryBodies.Encode(CreatedBodyOf(contract, payload, options), EntryBodies.Default.CreatedBody);
        var created = new LogEntry(EntryKind.Created, attempt: 0, now, key: null, value: null);
        var run = new NewRun { RunId = runId, TaskId = contract.Id, CreatedAt = now, Body = SegmentBuilder.Encode((created, body)) };
        await CreateAsync(run, cancellationToken).ConfigureAwait(false);
        RunnelDiagnostics.RunsTriggered.Add(1, new KeyValuePair<string, object?>("task", contract.Id));
        return runId;
    }

    internal override async ValueTask<RunHead> HeadAsync(string runId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        return await log.Store.GetAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(runId);
    }

    internal override ValueTask<RunState> StateAsync(RunHead head, long upTo, CancellationToken cancellationToken) =>
        RunState.ReadAsync(log.Store, head.RunId, head.TaskId, upTo, cancellationToken);

    internal override IAsyncEnumerable<CommittedSegment> FollowAsync(string runId, long after, CancellationToken cancellationToken) =>
        Subscription.FollowAsync(log, runId, after, cancellationToken);

    internal override Task CancelAsync(RunHead head, CancellationToken cancellationToken) =>
        new Cancellation(log, head.RunId).RunAsync(head, cancellationToken);

    internal override ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        log.Store.ListAsync(query, cancellationToken);

    // The id is ours: where only the answer was lost, creating the run again changes nothing.
    private async ValueTask CreateAsync(NewRun run, CancellationToken cancellationToken)
    {
        for (var retry = FirstRetry; ; retry *= 4)
        {
            try
            {
                await log.Store.CreateAsync([run], cancellationToken).ConfigureAwait(false);
                return;
            }
            catch (Exception exception) when (retry <= LastRetry && exception is not (RunnelException or OperationCanceledException))
            {
                await Task.Delay(retry, log.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    private CreatedBody CreatedBodyOf(TaskContract contract, ReadOnlyMemory<byte> payload, TriggerOptions? options)
    {
        var reader = new Utf8JsonReader(payload.Span);
        return new CreatedBody(JsonElement.ParseValue(ref reader), tasks.HashOf(contract), options?.MaxAttempts, options?.Metadata, Activity.Current?.Id);
    }
}
