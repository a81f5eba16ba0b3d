using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Clients;
using Runnel.Definitions;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel;

/// <summary>What clients of all tasks can do, typed. Every member can be mocked.</summary>
/// <typeparam name="TPayload">The task's payload.</typeparam>
/// <typeparam name="TOutput">The task's output.</typeparam>
/// <typeparam name="TPart">The generated union of its stream parts.</typeparam>
public abstract class TaskClientBase<TPayload, TOutput, TPart>
    where TPayload : notnull
    where TPart : class
{
    private readonly RunConnection? connection;
    private readonly TaskContract<TPayload, TOutput, TPart>? contract;

    private protected TaskClientBase()
    {
    }

    private protected TaskClientBase(RunConnection connection, TaskContract<TPayload, TOutput, TPart> contract) =>
        (this.connection, this.contract) = (connection, contract);

    private RunConnection Connection => connection ?? throw NotConnected();

    internal TaskContract<TPayload, TOutput, TPart> Contract => contract ?? throw NotConnected();

    /// <summary>
    /// Follows a run from its beginning, or from a cursor, to its end: the first part is a run update, the last one the run update that
    /// shows it ended. Ending the enumeration does not cancel the run.
    /// </summary>
    /// <param name="runId">A run of this task.</param>
    /// <param name="options">Where to begin.</param>
    /// <param name="cancellationToken">Ends the enumeration.</param>
    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    /// <exception cref="RunTypeMismatchException">It is another task's run.</exception>
    /// <exception cref="InvalidCursorException">The cursor is another run's, or of a log that was rolled back.</exception>
    /// <exception cref="ChunkException">A chunk cannot be decoded.</exception>
    public virtual IAsyncEnumerable<TPart> SubscribeAsync(
        string runId, SubscribeOptions? options = null, CancellationToken cancellationToken = default) =>
        Parts(token => HeadAsync(runId, token), options, cancellationToken);

    /// <summary>The run as it stands; <see langword="null"/> where there is none of this id.</summary>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    /// <exception cref="RunTypeMismatchException">It is another task's run.</exception>
    public virtual async Task<Run<TPayload, TOutput>?> GetAsync(string runId, CancellationToken cancellationToken = default)
    {
        try
        {
            var head = await HeadAsync(runId, cancellationToken).ConfigureAwait(false);
            return await SnapshotAsync(head, cancellationToken).ConfigureAwait(false);
        }
        catch (RunNotFoundException)
        {
            return null;
        }
    }

    /// <summary>Waits for a run's end. Giving up does not cancel the run.</summary>
    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    /// <exception cref="RunTypeMismatchException">It is another task's run.</exception>
    public virtual async Task<TaskResult<TOutput>> WaitAsync(string runId, CancellationToken cancellationToken = default)
    {
        _ = await HeadAsync(runId, cancellationToken).ConfigureAwait(false);
        return ResultOf(await Connection.WaitAsync(runId, cancellationToken).ConfigureAwait(false));
    }

    /// <summary>
    /// Creates runs in one commit: all of them, or none; within a task those with a key of <see cref="IdempotencyScope.Global"/> come before, in one of their
    /// own. Within a task they are its run's children, and each joins the one that an earlier
    /// execution triggered with the same call.
    /// </summary>
    /// <param name="items">What the runs are triggered with: 1 to 1,000.</param>
    /// <param name="cancellationToken">Gives up waiting; the runs may have been created.</param>
    /// <exception cref="BatchItemException">An item is not valid; no run was created.</exception>
    /// <exception cref="ArgumentException">There is no item, or there are too many.</exception>
    public virtual async Task<BatchHandle<TOutput, TPart>> BatchTriggerAsync(
        IEnumerable<BatchItem<TPayload>> items, CancellationToken cancellationToken = default)
    {
        var batch = await Connection.TriggerAsync(CallsOf(items), Connection.NewBatchId(), cancellationToken).ConfigureAwait(false);
        return new TaskBatchHandle<TPayload, TOutput, TPart>(this, batch.Id, batch.RunIds);
    }

    /// <summary>Creates runs in one commit, all of them or none, and waits for the end of all. Within a task its run waits as for one run.</summary>
    /// <returns>How they ended, in the order of the items.</returns>
    /// <inheritdoc cref="BatchTriggerAsync"/>
    public virtual async Task<IReadOnlyList<TaskResult<TOutput>>> BatchTriggerAndWaitAsync(
        IEnumerable<BatchItem<TPayload>> items, CancellationToken cancellationToken = default)
    {
        var results = await Connection.TriggerAndWaitAsync(CallsOf(items), Connection.NewBatchId(), cancellationToken).ConfigureAwait(false);
        return [.. results.Select(ResultOf)];
    }

    /// <summary>Creates a run with the payload, the queue, the tags and the limits of another; what that one did plays no part.</summary>
    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    /// <exception cref="RunTypeMismatchException">It is another task's run.</exception>
    public virtual async Task<RunHandle<TOutput, TPart>> ReplayAsync(string runId, CancellationToken cancellationToken = default)
    {
        var head = await HeadAsync(runId, cancellationToken).ConfigureAwait(false);
        var call = await Replays.CallOfAsync(Connection, Contract, head, cancellationToken).ConfigureAwait(false);
        return HandleOf((await Connection.TriggerAsync([call], batchId: null, cancellationToken).ConfigureAwait(false)).RunIds[0]);
    }

    /// <summary>Gives a run that was triggered with a delay, and waits for its time, another time.</summary>
    /// <exception cref="InvalidOperationException">The run is not held back, or has begun before.</exception>
    /// <inheritdoc cref="WaitAsync"/>
    public virtual async Task RescheduleAsync(string runId, DateTimeOffset dueAt, CancellationToken cancellationToken = default) =>
        await Connection.RescheduleAsync(await HeadAsync(runId, cancellationToken).ConfigureAwait(false), dueAt, cancellationToken).ConfigureAwait(false);

    /// <summary>
    /// Asks for a run to be canceled. A run that waits ends at once; an executing task is told through its token. A run that has ended,
    /// or whose task has returned, is left as it is.
    /// </summary>
    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    /// <exception cref="RunTypeMismatchException">It is another task's run.</exception>
    public virtual async Task CancelAsync(string runId, CancellationToken cancellationToken = default)
    {
        var head = await HeadAsync(runId, cancellationToken).ConfigureAwait(false);
        await Connection.CancelAsync(head, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Reads one stream; the generated methods call it.</summary>
    protected async IAsyncEnumerable<T> ReadStreamAsync<T>(
        string runId, string key, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var head = await HeadAsync(runId, cancellationToken).ConfigureAwait(false);
        await foreach (var chunk in Clients.StreamReader.ReadAsync<T>(Connection, head, key, cancellationToken).ConfigureAwait(false))
        {
            yield return chunk;
        }
    }

    private protected async Task<RunHandle<TOutput, TPart>> TriggerCoreAsync(TPayload payload, TriggerOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return HandleOf((await Connection.TriggerAsync([CallOf(payload, options)], batchId: null, cancellationToken).ConfigureAwait(false)).RunIds[0]);
    }

    private protected async Task<TaskResult<TOutput>> TriggerAndWaitCoreAsync(TPayload payload, TriggerOptions? options, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(payload);
        return ResultOf((await Connection.TriggerAndWaitAsync([CallOf(payload, options)], batchId: null, cancellationToken).ConfigureAwait(false))[0]);
    }

    private protected IAsyncEnumerable<TPart> TriggerAndSubscribeCoreAsync(
        TPayload payload, TriggerOptions? options, CancellationToken cancellationToken) =>
        Parts(
            async token =>
            {
                var run = await TriggerCoreAsync(payload, options, token).ConfigureAwait(false);
                return await HeadAsync(run.Id, token).ConfigureAwait(false);
            },
            options: null,
            cancellationToken);

    private RunParts<TPayload, TOutput, TPart> Parts(
        Func<CancellationToken, ValueTask<RunHead>> readHead, SubscribeOptions? options, CancellationToken cancellationToken) =>
        new(Connection, Contract, readHead, options, cancellationToken);

    private TriggerCall CallOf(TPayload payload, TriggerOptions? options) => TriggerCall.Of(Contract, payload, options, Connection.Json);

    private List<TriggerCall> CallsOf(IEnumerable<BatchItem<TPayload>> items)
    {
        ArgumentNullException.ThrowIfNull(items);
        return TriggerCall.Batch([.. items.Select(item => CallOf(item.Payload, item.Options))]);
    }

    private TaskRunHandle<TPayload, TOutput, TPart> HandleOf(string runId) => new(this, runId);

    private TaskResult<TOutput> ResultOf(RunResult result) => new()
    {
        RunId = result.RunId,
        Status = result.Status,
        Output = result.Output is { } output ? RunSnapshots<TPayload, TOutput, TPart>.ReadOutput(output.Span, Contract, Connection.Json) : default,
        Error = result.Error,
    };

    private async ValueTask<RunHead> HeadAsync(string runId, CancellationToken cancellationToken)
    {
        var head = await Connection.HeadAsync(runId, cancellationToken).ConfigureAwait(false);
        return head.TaskId == Contract.Id ? head : throw new RunTypeMismatchException(runId, Contract.Id, head.TaskId);
    }

    private async ValueTask<Run<TPayload, TOutput>> SnapshotAsync(RunHead head, CancellationToken cancellationToken)
    {
        RunState state = await Connection.StateAsync(head, head.Head, cancellationToken).ConfigureAwait(false);
        return new RunSnapshots<TPayload, TOutput, TPart>(Contract, Connection.Json).Of(state);
    }

    private static InvalidOperationException NotConnected() =>
        new("This client was made without a connection, as mocks are: override the member that was called.");
}
