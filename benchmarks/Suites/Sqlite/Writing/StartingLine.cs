using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Sqlite.Writing;

/// <summary>Holds writers back until all of them stand at it; the clock starts when it opens and stops when the last one is through.</summary>
internal sealed class StartingLine(int writers)
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LapTime> over = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private Lap lap;
    private int missing = writers;
    private int writing = writers;

    /// <summary>A writer stands at it, and waits.</summary>
    public Task ArriveAsync()
    {
        if (Interlocked.Decrement(ref missing) == 0)
        {
            ready.SetResult();
        }

        return opened.Task;
    }

    /// <summary>A writer is through: what it wrote is durable.</summary>
    public void Finish()
    {
        if (Interlocked.Decrement(ref writing) == 0)
        {
            over.SetResult(lap.Stop());
        }
    }

    /// <summary>Lets the writers go once all are there.</summary>
    public async Task<LapTime> RaceAsync()
    {
        await ready.Task;
        lap = Lap.Start();
        opened.SetResult();
        return await over.Task;
    }
}
