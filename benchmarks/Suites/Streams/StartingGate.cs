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

    /// <summary>When the writer is through and what it wrote is on its way to readers.</summary>
    public Task Written => written.Task;

    /// <summary>When all readers wait.</summary>
    public Task Ready => ready.Task;

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
