using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Trigger;

/// <summary>A lap of several callers: it begins when all are there, and ends when all have made their calls.</summary>
internal sealed class LapOfAll(int callers, int calls)
{
    private readonly TaskCompletionSource ready = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource<LapTime> time = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private int arrived;
    private int finished;
    private Lap lap;

    /// <summary>How many calls are made in all.</summary>
    public int Calls => calls / callers * callers;

    /// <summary>What they took.</summary>
    public Task<LapTime> Time => time.Task;

    /// <summary>Makes one caller's calls, one after the other.</summary>
    public async Task CallAsync(Func<Task> call)
    {
        if (Interlocked.Increment(ref arrived) == callers)
        {
            lap = Lap.Start();
            ready.SetResult();
        }

        await ready.Task;
        for (var left = calls / callers; left > 0; left--)
        {
            await call();
        }

        if (Interlocked.Increment(ref finished) == callers)
        {
            time.SetResult(lap.Stop());
        }
    }
}
