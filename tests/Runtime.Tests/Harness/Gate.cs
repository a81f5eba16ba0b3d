namespace Runnel.Tests.Harness;

/// <summary>Holds code back until the test lets it pass, and tells the test that it has come.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>Completes when somebody stands at the gate, or has passed it.</summary>
    public Task Reached => reached.Task.WaitAsync(Within.Limit);

    public void Open() => opened.TrySetResult();

    public Task PassAsync(CancellationToken cancellationToken = default)
    {
        reached.TrySetResult();
        return opened.Task.WaitAsync(cancellationToken);
    }
}
