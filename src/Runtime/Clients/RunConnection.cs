using System.Text.Json;
using Runnel.Definitions;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Clients;

/// <summary>How clients reach runs; generated clients are made with one. In this process it goes to the store itself.</summary>
public abstract class RunConnection
{
    private protected RunConnection()
    {
    }

    internal abstract JsonSerializerOptions Json { get; }

    internal abstract TaskContract ContractOf(string taskId);

    internal abstract Task<string> TriggerAsync(
        TaskContract contract, ReadOnlyMemory<byte> payload, TriggerOptions? options, CancellationToken cancellationToken);

    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    internal abstract ValueTask<RunHead> HeadAsync(string runId, CancellationToken cancellationToken);

    internal abstract ValueTask<RunState> StateAsync(RunHead head, long upTo, CancellationToken cancellationToken);

    internal abstract IAsyncEnumerable<CommittedSegment> FollowAsync(string runId, long after, CancellationToken cancellationToken);

    internal abstract Task CancelAsync(RunHead head, CancellationToken cancellationToken);

    internal abstract ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken);
}
