using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.StreamText;

/// <summary>What it costs that a model's text comes as the parts of a full stream.</summary>
internal static class StreamTextSuite
{
    public static Suite Create() => new("streamtext", "a model's text as typed parts: throughput, objects, memory, the first token", Comparisons);

    private static IEnumerable<Comparison> Comparisons(Scale scale)
    {
        yield return new Deltas("text, each update there at once", Pace.AtOnce, scale.Of(1_000), Aim.AtMost(1.5));
        yield return new Deltas("text, each update by the thread pool", Pace.ByThreadPool, scale.Of(500), Aim.AtMost(1.5));
        yield return new Deltas("text, updates made before", Pace.MadeBefore, scale.Of(1_000));
        yield return new Objects(scale.Of(1_000_000));
        yield return new FlatMemory(scale.Of(1_000_000));
        yield return new FirstToken(scale.Of(20_000), Aim.MoreByAtMost(100));
        yield return new FirstTokenInRun(scale.Of(10_000));
    }
}
