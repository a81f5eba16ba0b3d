using System.Runtime.CompilerServices;

namespace Runnel.Tests.Harness;

internal static class Source
{
    public static async IAsyncEnumerable<T> Of<T>(params T[] chunks)
    {
        foreach (var chunk in chunks)
        {
            await Task.Yield();
            yield return chunk;
        }
    }

    public static async IAsyncEnumerable<T> Throws<T>(Exception exception, params T[] chunksBefore)
    {
        foreach (var chunk in chunksBefore)
        {
            await Task.Yield();
            yield return chunk;
        }

        throw exception;
    }

    /// <summary>Yields what it is given, and then nothing until it is told to stop.</summary>
    public static async IAsyncEnumerable<T> NeverEnds<T>(T[] chunks, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var chunk in chunks)
        {
            yield return chunk;
        }

        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken);
    }
}
