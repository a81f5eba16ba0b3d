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
        var head = await HeadAsync(runId, cancellationToken).ConfigureAwait(false);
        if (!head.Status.IsTerminal)
        {
            await foreach (var segment in Connection.FollowAsync(runId, head.Head, cancellationToken).ConfigureAwait(false))
            {
                _ = segment;
            }

            head = await HeadAsync(runId, cancellationToken).ConfigureAwait(false);
        }

        var run = await SnapshotAsync(head, cancellationToken).ConfigureAwait(false);
        var error = run.Status switch
        {
            RunStatus.Completed => null,
            RunStatus.Canceled => new TaskError(typeof(OperationCanceledException).FullName!, "The run was canceled."),
            _ => run.Error,
        };
        return new TaskResult<TOutput> { RunId = runId, Status = run.Status, Output = run.Output, Error = error };
    }

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
        var runId = await Connection.TriggerAsync(Contract, Encode(payload), options, cancellationToken).ConfigureAwait(false);
        return new TaskRunHandle<TPayload, TOutput, TPart>(this, runId);
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

    private byte[] Encode(TPayload payload)
    {
        try
        {
            return JsonSerializer.SerializeToUtf8Bytes(payload, (JsonTypeInfo<TPayload>)Connection.Json.GetTypeInfo(typeof(TPayload)));
        }
        catch (JsonException exception)
        {
            throw new PayloadException(Contract.Id, exception.Path ?? "$", exception.Message, exception);
        }
        catch (NotSupportedException exception)
        {
            throw new PayloadException(
                Contract.Id, "$", $"{typeof(TPayload)} has no JSON contract: {exception.Message} Add it to a JsonSerializerContext and pass that to AddJson.", exception);
        }
    }

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
