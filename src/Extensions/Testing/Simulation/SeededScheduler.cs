using Runnel.Scheduling;

namespace Runnel.Testing.Simulation;

/// <summary>Runs work on one thread, in an order that its seed decides.</summary>
internal sealed class SeededScheduler(int seed) : IScheduler
{
    private readonly List<(Action<object?> Work, object? State)> ready = [];
    private volatile string? leak;
    private readonly int thread = Environment.CurrentManagedThreadId;

    public Random Random { get; } = new(seed);

    public int Steps { get; private set; }

    public void Schedule(Action<object?> work, object? state)
    {
        if (Environment.CurrentManagedThreadId != thread)
        {
            // Not thrown here: whoever calls from elsewhere may have nobody to catch it.
            leak = "Something has left the simulation's thread. Do several await one task?\n" + Environment.StackTrace;
            return;
        }

        ready.Add((work, state));
    }

    /// <summary>Runs one of the work items that are ready, if there is one.</summary>
    public bool RunOne()
    {
        ThrowIfLeft();
        if (ready.Count == 0)
        {
            return false;
        }

        Steps++;
        var index = Random.Next(ready.Count);
        var (work, state) = ready[index];
        ready.RemoveAt(index);
        work(state);
        return true;
    }

    /// <summary>Fails where something has gone on elsewhere, so that the seed did not decide its order.</summary>
    public void ThrowIfLeft()
    {
        if (leak is not null)
        {
            throw new InvalidOperationException(leak);
        }
    }
}
