namespace Runnel;

/// <summary>A run that was triggered. Every member can be mocked.</summary>
/// <typeparam name="TOutput">The task's output.</typeparam>
/// <typeparam name="TPart">The generated union of its stream parts.</typeparam>
public abstract class RunHandle<TOutput, TPart>
    where TPart : class
{
    /// <summary>For mocks.</summary>
    protected RunHandle()
    {
    }

    /// <summary>The run's id.</summary>
    public abstract string Id { get; }

    /// <summary>Follows the run to its end. Ending the enumeration does not cancel the run.</summary>
    public abstract IAsyncEnumerable<TPart> SubscribeAsync(SubscribeOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Waits for the run's end. Giving up does not cancel the run.</summary>
    public abstract Task<TaskResult<TOutput>> WaitAsync(CancellationToken cancellationToken = default);

    /// <summary>Asks for the run to be canceled.</summary>
    public abstract Task CancelAsync(CancellationToken cancellationToken = default);
}

internal sealed class TaskRunHandle<TPayload, TOutput, TPart>(TaskClientBase<TPayload, TOutput, TPart> client, string id) : RunHandle<TOutput, TPart>
    where TPayload : notnull
    where TPart : class
{
    public override string Id => id;

    public override IAsyncEnumerable<TPart> SubscribeAsync(SubscribeOptions? options = null, CancellationToken cancellationToken = default) =>
        client.SubscribeAsync(id, options, cancellationToken);

    public override Task<TaskResult<TOutput>> WaitAsync(CancellationToken cancellationToken = default) => client.WaitAsync(id, cancellationToken);

    public override Task CancelAsync(CancellationToken cancellationToken = default) => client.CancelAsync(id, cancellationToken);
}
