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

    /// <summary>Whether what is triggered from here is a child of the run whose code triggers it.</summary>
    internal abstract bool IsOfRun { get; }

    internal abstract TaskContract ContractOf(string taskId);

    /// <summary>Creates runs: all of them, or none.</summary>
    /// <returns>Their ids, in order, and the batch's, which is another one where an earlier execution triggered it.</returns>
    internal abstract Task<RunBatch> TriggerAsync(IReadOnlyList<TriggerCall> calls, string? batchId, CancellationToken cancellationToken);

    /// <summary>Creates runs, all of them or none, and waits for their end.</summary>
    internal abstract Task<IReadOnlyList<RunResult>> TriggerAndWaitAsync(IReadOnlyList<TriggerCall> calls, string? batchId, CancellationToken cancellationToken);

    /// <summary>Creates a run and waits for its end. Giving up cancels the run, unless it has a global idempotency key, by which others may count on it.</summary>
    internal abstract Task<RunResult> CallAsync(TriggerCall call, CancellationToken cancellationToken);

    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    internal abstract Task<RunResult> WaitAsync(string runId, CancellationToken cancellationToken);

    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    internal abstract ValueTask<RunHead> HeadAsync(string runId, CancellationToken cancellationToken);

    internal abstract ValueTask<RunState> StateAsync(RunHead head, long upTo, CancellationToken cancellationToken);

    internal abstract IAsyncEnumerable<CommittedSegment> FollowAsync(string runId, long after, CancellationToken cancellationToken);

    internal abstract IAsyncEnumerable<RunState> FollowAllAsync(RunQuery query, bool isComplete, CancellationToken cancellationToken);

    /// <exception cref="InvalidOperationException">The run is not held back, or has begun before.</exception>
    internal abstract Task RescheduleAsync(RunHead head, DateTimeOffset dueAt, CancellationToken cancellationToken);

    internal abstract string NewBatchId();

    internal abstract Task CancelAsync(RunHead head, CancellationToken cancellationToken);

    internal abstract ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken);
}
