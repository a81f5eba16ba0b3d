using Runnel.Scheduling;

namespace Runnel.Tests.Scheduling;

public sealed class SignalTests
{
    private readonly StepScheduler scheduler = new();
    private readonly Signal signal;

    public SignalTests() => signal = new Signal(scheduler);

    [Fact]
    public void ASetThatFindsNobody_LetsTheNextWaitPass_Once()
    {
        signal.Set();
        signal.Set();

        Assert.True(signal.WaitAsync(default).IsCompletedSuccessfully);
        Assert.False(signal.WaitAsync(default).IsCompleted);
        Assert.Equal(0, scheduler.Scheduled);
    }

    [Fact]
    public void AWaiter_IsWokenOnTheScheduler_NotOnTheSettersStack()
    {
        var wait = signal.WaitAsync(default).AsTask();

        signal.Set();

        Assert.False(wait.IsCompleted);
        scheduler.RunAll();
        Assert.True(wait.IsCompletedSuccessfully);
    }

    [Fact]
    public void SetsWhileAWaiterIsBeingWoken_BecomeOneMoreWake()
    {
        var wait = signal.WaitAsync(default).AsTask();
        signal.Set();
        signal.Set();
        signal.Set();
        scheduler.RunAll();

        Assert.True(wait.IsCompletedSuccessfully);
        Assert.True(signal.WaitAsync(default).IsCompletedSuccessfully);
        Assert.False(signal.WaitAsync(default).IsCompleted);
    }

    [Fact]
    public async Task ACanceledWait_IsOver_AndLeavesTheSignalUsable()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = signal.WaitAsync(cancellation.Token).AsTask();
        cancellation.Cancel();
        Assert.False(wait.IsCompleted);
        scheduler.RunAll();

        var error = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => wait);
        Assert.Equal(cancellation.Token, error.CancellationToken);
        Assert.True(signal.WaitAsync(cancellation.Token).IsCanceled);
        signal.Set();
        Assert.True(signal.WaitAsync(default).IsCompletedSuccessfully);
    }

    [Fact]
    public void AWaitThatWasWoken_IsNotCanceledAfterwards()
    {
        using var cancellation = new CancellationTokenSource();
        var wait = signal.WaitAsync(cancellation.Token).AsTask();
        signal.Set();
        cancellation.Cancel();
        scheduler.RunAll();

        Assert.True(wait.IsCompletedSuccessfully);
    }

    [Fact]
    public void ASecondWaiter_IsAnError()
    {
        _ = signal.WaitAsync(default);

        Assert.Throws<InvalidOperationException>(() => signal.WaitAsync(default).IsCompleted);
    }

    private sealed class StepScheduler : IScheduler
    {
        private readonly Queue<Action> ready = new();

        public int Scheduled { get; private set; }

        public void Schedule(Action<object?> work, object? state)
        {
            Scheduled++;
            ready.Enqueue(() => work(state));
        }

        public void RunAll()
        {
            while (ready.TryDequeue(out var work))
            {
                work();
            }
        }
    }
}
