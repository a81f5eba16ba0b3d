namespace Runnel.Benchmarks.Measuring;

/// <summary>Two ways of doing the same work, run in turns in one process so that both see the same machine.</summary>
internal abstract class Comparison : IAsyncDisposable
{
    /// <summary>What the work is.</summary>
    public abstract string Name { get; }

    /// <summary>What the work is done beside.</summary>
    public abstract string Beside { get; }

    /// <summary>What is read off a run, in the order of a run's readings; readings beyond them are not reported. Asked for when all runs are done.</summary>
    public abstract IReadOnlyList<Metric> Metrics { get; }

    /// <summary>Does what is needed once and not measured.</summary>
    public virtual Task PrepareAsync() => Task.CompletedTask;

    /// <summary>Does the work our way.</summary>
    /// <returns>One reading for each metric.</returns>
    public abstract Task<double[]> RunOursAsync();

    /// <summary>Does the work the other way.</summary>
    /// <returns>One reading for each metric.</returns>
    public abstract Task<double[]> RunBesideAsync();

    public virtual ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
