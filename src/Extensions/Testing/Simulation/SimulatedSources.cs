using System.Runtime.CompilerServices;

namespace Runnel.Testing.Simulation;

/// <summary>Sources that stay on the simulation's thread.</summary>
internal static class SimulatedSources
{
    /// <summary>Yields chunks with other work in between, as the seed decides.</summary>
    public static async IAsyncEnumerable<T> Of<T>(this SimulatedThread thread, params T[] chunks)
    {
        foreach (var chunk in chunks)
        {
            await thread.PausesAsync(2);
            yield return chunk;
        }
    }

    public static async IAsyncEnumerable<T> Throws<T>(this SimulatedThread thread, Exception exception, params T[] chunksBefore)
    {
        await foreach (var chunk in thread.Of(chunksBefore))
        {
            yield return chunk;
        }

        throw exception;
    }

    /// <summary>Yields chunks, and then nothing until it is told to stop.</summary>
    public static async IAsyncEnumerable<T> NeverEnds<T>(
        this SimulatedThread thread, T[] chunks, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var chunk in thread.Of(chunks))
        {
            yield return chunk;
        }

        await UntilCanceledAsync(cancellationToken);
        throw new OperationCanceledException(cancellationToken);
    }

    public static async Task UntilCanceledAsync(CancellationToken cancellationToken)
    {
        var canceled = new TaskCompletionSource();
        await using var registration = cancellationToken.UnsafeRegister(_ => canceled.SetResult(), state: null);
        await canceled.Task;
    }

    /// <summary>Waits on the simulation's clock. <see cref="Task.Delay(TimeSpan, CancellationToken)"/>, canceled, would leave the thread.</summary>
    public static async Task DelayAsync(this SimulatedThread thread, TimeSpan time, CancellationToken cancellationToken)
    {
        var over = new TaskCompletionSource();
        await using var timer = thread.Time.CreateTimer(_ => over.TrySetResult(), state: null, time, Timeout.InfiniteTimeSpan);
        await using var registration = cancellationToken.UnsafeRegister(_ => over.TrySetCanceled(cancellationToken), state: null);
        await over.Task;
    }
}
