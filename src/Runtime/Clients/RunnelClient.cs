using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Runnel.Definitions;
using Runnel.Log;
using Runnel.Streams;

namespace Runnel.Clients;

/// <summary>The untyped client over a connection.</summary>
internal sealed class RunnelClient(RunConnection connection) : IRunnelClient
{
    private static readonly TaskContract<JsonElement, JsonElement, RunPart> Untyped = new(id: "untyped", RunPartCodec.Instance);

    public async Task<string> TriggerAsync(string taskId, JsonElement payload, TriggerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskId);
        return (await connection.TriggerAsync([CallOf(taskId, payload, options)], batchId: null, cancellationToken).ConfigureAwait(false)).RunIds[0];
    }

    public async Task<TaskResult<JsonElement>> TriggerAndWaitAsync(
        string taskId, JsonElement payload, TriggerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskId);
        var results = await connection.TriggerAndWaitAsync([CallOf(taskId, payload, options)], batchId: null, cancellationToken).ConfigureAwait(false);
        return ResultOf(results[0]);
    }

    public async Task<RunBatch> BatchTriggerAsync(IEnumerable<RunRequest> items, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(items);
        var calls = new List<TriggerCall>();
        foreach (var item in items)
        {
            calls.Add(CallOf(item, calls.Count));
        }

        return await connection.TriggerAsync(TriggerCall.Batch(calls), connection.NewBatchId(), cancellationToken).ConfigureAwait(false);
    }

    public async Task<string> ReplayAsync(string runId, CancellationToken cancellationToken = default)
    {
        var head = await connection.HeadAsync(runId, cancellationToken).ConfigureAwait(false);
        var call = await Replays.CallOfAsync(connection, connection.ContractOf(head.TaskId), head, cancellationToken).ConfigureAwait(false);
        return (await connection.TriggerAsync([call], batchId: null, cancellationToken).ConfigureAwait(false)).RunIds[0];
    }

    public async Task RescheduleAsync(string runId, DateTimeOffset dueAt, CancellationToken cancellationToken = default) =>
        await connection.RescheduleAsync(await connection.HeadAsync(runId, cancellationToken).ConfigureAwait(false), dueAt, cancellationToken).ConfigureAwait(false);

    public IAsyncEnumerable<Run<JsonElement, JsonElement>> SubscribeToTagAsync(string tag, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(tag);
        return FollowAllAsync(new RunQuery { Tag = tag }, isComplete: false, cancellationToken);
    }

    public IAsyncEnumerable<Run<JsonElement, JsonElement>> SubscribeToBatchAsync(string batchId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(batchId);
        return FollowAllAsync(new RunQuery { BatchId = batchId }, isComplete: true, cancellationToken);
    }

    public IAsyncEnumerable<RunPart> SubscribeAsync(string runId, SubscribeOptions? options = null, CancellationToken cancellationToken = default) =>
        new RunParts<JsonElement, JsonElement, RunPart>(
            connection, Untyped, token => connection.HeadAsync(runId, token), options, cancellationToken);

    public async IAsyncEnumerable<JsonElement> ReadStreamAsync(
        string runId, string key, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        StreamKeys.Validate(key, nameof(key));
        var head = await connection.HeadAsync(runId, cancellationToken).ConfigureAwait(false);
        await foreach (var chunk in StreamReader.ReadAsync<JsonElement>(connection, head, key, cancellationToken).ConfigureAwait(false))
        {
            yield return chunk;
        }
    }

    public async Task<Run<JsonElement, JsonElement>?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            var head = await connection.HeadAsync(runId, cancellationToken).ConfigureAwait(false);
            var state = await connection.StateAsync(head, head.Head, cancellationToken).ConfigureAwait(false);
            return new RunSnapshots<JsonElement, JsonElement, RunPart>(Untyped, connection.Json).Of(state);
        }
        catch (RunNotFoundException)
        {
            return null;
        }
    }

    public async Task<IReadOnlyList<RunSummary>> ListAsync(RunQuery? query = null, CancellationToken cancellationToken = default)
    {
        query ??= new RunQuery();
        if (query.Limit is < 1 or > 1000)
        {
            throw new ArgumentOutOfRangeException(nameof(query), query.Limit, "RunQuery.Limit must be between 1 and 1,000.");
        }

        var heads = await connection.ListAsync(query, cancellationToken).ConfigureAwait(false);
        return [.. heads.Select(head => new RunSummary(head.RunId, head.TaskId, head.Status, head.Attempt, head.CreatedAt, head.FinishedAt))];
    }

    public async Task CancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        var head = await connection.HeadAsync(runId, cancellationToken).ConfigureAwait(false);
        await connection.CancelAsync(head, cancellationToken).ConfigureAwait(false);
    }

    private TriggerCall CallOf(RunRequest item, int index)
    {
        try
        {
            return CallOf(item.TaskId, item.Payload, item.Options);
        }
        catch (RunnelException exception)
        {
            throw new BatchItemException(index, exception);
        }
    }

    private TriggerCall CallOf(string taskId, JsonElement payload, TriggerOptions? options) => payload.ValueKind == JsonValueKind.Undefined
        ? throw new PayloadException(taskId, "$", "it is undefined. Pass {} for a task without a payload.")
        : new TriggerCall(connection.ContractOf(taskId), () => Encoding.UTF8.GetBytes(payload.GetRawText()), options);

    private TaskResult<JsonElement> ResultOf(RunResult result) => new()
    {
        RunId = result.RunId,
        Status = result.Status,
        Output = result.Output is { } output ? RunSnapshots<JsonElement, JsonElement, RunPart>.ReadOutput(output.Span, Untyped, connection.Json) : default,
        Error = result.Error,
    };

    private async IAsyncEnumerable<Run<JsonElement, JsonElement>> FollowAllAsync(
        RunQuery query, bool isComplete, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        await foreach (var state in connection.FollowAllAsync(query, isComplete, cancellationToken).ConfigureAwait(false))
        {
            yield return new RunSnapshots<JsonElement, JsonElement, RunPart>(Untyped, connection.Json).Of(state);
        }
    }
}
