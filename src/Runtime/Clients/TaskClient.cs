using Runnel.Clients;
using Runnel.Definitions;

namespace Runnel;

/// <summary>Triggers runs of one task that takes a payload, and follows them. The base of generated clients.</summary>
/// <typeparam name="TPayload">The task's payload.</typeparam>
/// <typeparam name="TOutput">The task's output.</typeparam>
/// <typeparam name="TPart">The generated union of its stream parts.</typeparam>
public abstract class TaskClient<TPayload, TOutput, TPart> : TaskClientBase<TPayload, TOutput, TPart>
    where TPayload : notnull
    where TPart : class
{
    /// <summary>For mocks.</summary>
    protected TaskClient()
    {
    }

    /// <summary>Creates the client of one task.</summary>
    protected TaskClient(RunConnection connection, TaskContract<TPayload, TOutput, TPart> contract)
        : base(connection, contract)
    {
    }

    /// <summary>Creates a run; it starts as soon as a worker takes it.</summary>
    /// <param name="payload">What the task is given. At most 3 MiB of JSON.</param>
    /// <param name="options">How the run is triggered.</param>
    /// <param name="cancellationToken">Gives up waiting; the run may have been created.</param>
    /// <exception cref="PayloadException">The payload does not fit; no run was created.</exception>
    public virtual Task<RunHandle<TOutput, TPart>> TriggerAsync(
        TPayload payload, TriggerOptions? options = null, CancellationToken cancellationToken = default) =>
        TriggerCoreAsync(payload, options, cancellationToken);

    /// <summary>
    /// Creates a run and waits for its end. Within a task it is a child of the task's run, which is <see cref="RunStatus.Waiting"/> meanwhile and holds no
    /// slot of its queue: a later execution joins the child instead of creating another, and the child is canceled with its parent, or when the
    /// wait is given up, unless it has a key of <see cref="IdempotencyScope.Global"/>. Outside of a task giving up does not cancel the run.
    /// </summary>
    /// <inheritdoc cref="TriggerAsync"/>
    public virtual Task<TaskResult<TOutput>> TriggerAndWaitAsync(
        TPayload payload, TriggerOptions? options = null, CancellationToken cancellationToken = default) =>
        TriggerAndWaitCoreAsync(payload, options, cancellationToken);

    /// <summary>
    /// Creates a run and follows it to its end. Each enumeration creates a run of its own; ending one does not cancel its run.
    /// </summary>
    /// <inheritdoc cref="TriggerAsync"/>
    public virtual IAsyncEnumerable<TPart> TriggerAndSubscribeAsync(
        TPayload payload, TriggerOptions? options = null, CancellationToken cancellationToken = default) =>
        TriggerAndSubscribeCoreAsync(payload, options, cancellationToken);
}

/// <summary>Triggers runs of one task that takes no payload, and follows them. The base of generated clients.</summary>
/// <typeparam name="TOutput">The task's output.</typeparam>
/// <typeparam name="TPart">The generated union of its stream parts.</typeparam>
public abstract class TaskClient<TOutput, TPart> : TaskClientBase<NoPayload, TOutput, TPart>
    where TPart : class
{
    /// <summary>For mocks.</summary>
    protected TaskClient()
    {
    }

    /// <summary>Creates the client of one task.</summary>
    protected TaskClient(RunConnection connection, TaskContract<NoPayload, TOutput, TPart> contract)
        : base(connection, contract)
    {
    }

    /// <summary>Creates a run; it starts as soon as a worker takes it.</summary>
    /// <param name="options">How the run is triggered.</param>
    /// <param name="cancellationToken">Gives up waiting; the run may have been created.</param>
    public virtual Task<RunHandle<TOutput, TPart>> TriggerAsync(TriggerOptions? options = null, CancellationToken cancellationToken = default) =>
        TriggerCoreAsync(default, options, cancellationToken);

    /// <summary>
    /// Creates a run and waits for its end. Within a task it is a child of the task's run, which is <see cref="RunStatus.Waiting"/> meanwhile and holds no
    /// slot of its queue: a later execution joins the child instead of creating another, and the child is canceled with its parent, or when the
    /// wait is given up, unless it has a key of <see cref="IdempotencyScope.Global"/>. Outside of a task giving up does not cancel the run.
    /// </summary>
    /// <inheritdoc cref="TriggerAsync"/>
    public virtual Task<TaskResult<TOutput>> TriggerAndWaitAsync(TriggerOptions? options = null, CancellationToken cancellationToken = default) =>
        TriggerAndWaitCoreAsync(default, options, cancellationToken);

    /// <summary>
    /// Creates a run and follows it to its end. Each enumeration creates a run of its own; ending one does not cancel its run.
    /// </summary>
    /// <inheritdoc cref="TriggerAsync"/>
    public virtual IAsyncEnumerable<TPart> TriggerAndSubscribeAsync(TriggerOptions? options = null, CancellationToken cancellationToken = default) =>
        TriggerAndSubscribeCoreAsync(default, options, cancellationToken);
}
