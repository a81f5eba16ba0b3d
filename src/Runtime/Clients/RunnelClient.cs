using System.Runtime.CompilerServices;
using System.Text;
using System.Text.Json;
using Runnel.Definitions;
using Runnel.Streams;

namespace Runnel.Clients;

/// <summary>The untyped client over a connection.</summary>
internal sealed class RunnelClient(RunConnection connection) : IRunnelClient
{
    private static readonly TaskContract<JsonElement, JsonElement, RunPart> Untyped = new(id: "untyped", RunPartCodec.Instance);

    public Task<string> TriggerAsync(string taskId, JsonElement payload, TriggerOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(taskId);
        if (payload.ValueKind == JsonValueKind.Undefined)
        {
            throw new PayloadException(taskId, "$", "it is undefined. Pass {} for a task without a payload.");
        }

        return connection.TriggerAsync(connection.ContractOf(taskId), Encoding.UTF8.GetBytes(payload.GetRawText()), options, cancellationToken);
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
}
