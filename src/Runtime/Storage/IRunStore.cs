namespace Runnel.Storage;

/// <summary>
/// Where runs live. Small and batch-shaped. Sequences are dense and start at 1; an append is in the log whole or not at all;
/// what a call has answered for is as durable as the store promises.
/// </summary>
public interface IRunStore : IWorkerLeases, IQueues, ISchedules
{
    /// <summary>Creates runs, in one commit: all of them, or none. A run that exists already is left as it is.</summary>
    /// <returns>What became of each, in order.</returns>
    ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken);

    /// <summary>
    /// Gives a worker runs that are ready and for which their lane has a slot. Lanes take turns; within one, the higher priority goes first, then
    /// the run that has been ready longest. A delayed run is ready from when a take finds it due. Runs that have expired come before all others.
    /// A request whose answer was lost may be made again: with the same token it gives the same runs.
    /// </summary>
    ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken);

    /// <summary>Appends executions' entries, in one commit. One result for each, in order; one that is refused does not hinder the others.</summary>
    /// <param name="appends">At most one for each run.</param>
    /// <param name="writer">Who appends: it knows of its own commits and is not told.</param>
    /// <param name="cancellationToken">Gives up waiting; what was appended is then found out by appending again.</param>
    ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken);

    /// <summary>Appends entries of somebody who does not own the run; never in one batch with the owners'.</summary>
    ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken);

    /// <summary>Reads a page of a run's log. An unknown run's is empty.</summary>
    /// <exception cref="RunDamagedException">The log cannot be read, and trying again will not help.</exception>
    ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken);

    /// <summary>What is known of a run; <see langword="null"/> where it is unknown.</summary>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken);

    /// <summary>Lists runs, newest first.</summary>
    ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken);

    /// <summary>Tells an observer of commits until the result is disposed.</summary>
    IDisposable Watch(IRunStoreObserver observer);
}
