using System.Text.Json.Nodes;
using Runnel.Definitions;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Clients;

/// <summary>What a run was triggered with, to trigger another with the same.</summary>
internal static class Replays
{
    public static async ValueTask<TriggerCall> CallOfAsync(RunConnection connection, TaskContract contract, RunHead head, CancellationToken cancellationToken)
    {
        // Up to its first entry: what the run has made of itself since plays no part.
        RunState state = await connection.StateAsync(head, upTo: 1, cancellationToken).ConfigureAwait(false);
        var options = new TriggerOptions
        {
            MaxAttempts = state.MaxAttempts,
            MaxDuration = state.MaxDuration,
            Tags = [.. state.Tags],
            Queue = state.Placement?.Queue,
            ConcurrencyKey = state.Placement?.ConcurrencyKey,
            Priority = state.Placement?.Priority ?? 0,
            Metadata = (JsonObject)state.Metadata.DeepClone(),
        };
        return new TriggerCall(contract, () => state.Payload.ToArray(), options);
    }
}
