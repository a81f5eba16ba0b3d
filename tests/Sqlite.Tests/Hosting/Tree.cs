namespace Runnel.Sqlite.Tests.Hosting;

/// <summary>How deep a tree of runs is still to go.</summary>
public sealed record Level(int Levels, string Branch);

/// <summary>How many runs execute now, and how many did at most.</summary>
public sealed class Crowd
{
    private int now;
    private int most;

    public int Most => Volatile.Read(ref most);

    public void Enter()
    {
        var entered = Interlocked.Increment(ref now);
        for (var seen = most; entered > seen; seen = Volatile.Read(ref most))
        {
            Interlocked.CompareExchange(ref most, entered, seen);
        }
    }

    public void Leave() => Interlocked.Decrement(ref now);
}

/// <summary>A task that waits for two runs of its own at once, in a queue that both need.</summary>
[Task("tree", Queue = "one")]
public sealed partial class Tree(Tree.TaskClient trees, Crowd crowd)
{
    public async Task<int> RunAsync(Level level, CancellationToken cancellationToken)
    {
        crowd.Enter();
        if (level.Levels == 0)
        {
            crowd.Leave();
            return 1;
        }

        crowd.Leave();
        var below = await Task.WhenAll(
            trees.TriggerAndWaitAsync(new Level(level.Levels - 1, "left"), cancellationToken: cancellationToken),
            trees.TriggerAndWaitAsync(new Level(0, "right"), cancellationToken: cancellationToken));
        crowd.Enter();
        crowd.Leave();
        return 1 + below.Sum(result => result.GetOutputOrThrow());
    }
}

/// <summary>A task that does nothing for a moment, among others of its queue.</summary>
[Task("short", Queue = "five")]
public sealed partial class Short(Crowd crowd)
{
    public async Task RunAsync(Level level)
    {
        crowd.Enter();
        await Task.Yield();
        Thread.SpinWait(level.Levels);
        crowd.Leave();
    }
}
