using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>Holds the writer back until all readers wait for it; the clock starts when it opens.</summary>
internal sealed class StartingGate
{
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource written = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int missing;

    public StartingGate(int readers)
    {
        missing = readers;
        if (readers == 0)
        {
            Open();
        }
    }

    /// <summary>What the writer waits for.</summary>
    public Task Opened => opened.Task;

    /// <summary>Completes when the writer is through; its chunks are there for whoever reads.</summary>
    public Task Written => written.Task;

    /// <summary>Completes when all readers wait; fails with the one that cannot.</summary>
    public async Task WhenReadyAsync(Task readers) => await await Task.WhenAny(ready.Task, readers);

    /// <summary>Lets the writer go, and starts the clock.</summary>
    public Lap Open()
    {
        var lap = Lap.Start();
        opened.SetResult();
        return lap;
    }

    public void ReportReader()
    {
        if (Interlocked.Decrement(ref missing) == 0)
        {
            ready.SetResult();
        }
    }

    public void ReportWritten() => written.SetResult();
}
