using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Streams;

/// <summary>What a chunk costs from its writer to its reader.</summary>
internal static class StreamsSuite
{
    public static Suite Create() => new("streams", "chunks from a task to its subscribers: live, to a thousand at once, and replayed", Comparisons);

    private static IEnumerable<Comparison> Comparisons(Scale scale)
    {
        yield return new HandOver(chunks: scale.Of(1_000_000));
        yield return new FanOut(subscribers: 1_000, chunks: scale.Of(10_000));
        yield return new FanOutMemory(subscribers: 1_000, chunks: 10_000);
        yield return new Replay(chunks: scale.Of(1_000_000));
    }
}
