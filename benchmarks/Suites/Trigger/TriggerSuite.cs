using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Trigger;

/// <summary>What it costs that tasks trigger tasks and wait for them.</summary>
internal static class TriggerSuite
{
    public static Suite Create() => new("trigger", "tasks that trigger tasks and wait for them: a call, a run that waits, many children", Comparisons);

    private static IEnumerable<Comparison> Comparisons(Scale scale)
    {
        yield return new TriggerAndWait(Place.Memory, parents: 1, calls: scale.Of(20_000), peerCalls: scale.Of(5_000), Aim.NotAbove(10));
        yield return new TriggerAndWait(Place.Memory, parents: 0, calls: scale.Of(20_000), peerCalls: scale.Of(5_000));
        yield return new TriggerAndWait(Place.Memory, parents: 16, calls: scale.Of(32_000), peerCalls: scale.Of(8_000));
        yield return new TriggerAndWait(Place.Sqlite, parents: 1, calls: scale.Of(2_000), peerCalls: scale.Of(400));
        yield return new TriggerAndWait(Place.Sqlite, parents: 16, calls: scale.Of(8_000), peerCalls: scale.Of(800));
        yield return new WaitingRuns(runs: scale.Of(10_000));
        foreach (var place in new[] { Place.Memory, Place.Sqlite })
        {
            foreach (var isBatch in new[] { true, false })
            {
                yield return new ManyChildren(place, children: 10, ones: scale.Of(1_000), isBatch);
                yield return new ManyChildren(place, children: 100, ones: scale.Of(1_000), isBatch);
                yield return new ManyChildren(place, children: 1_000, ones: scale.Of(1_000), isBatch);
            }
        }

        yield return new ManyChildren(Place.Memory, children: scale.Of(10_000), ones: scale.Of(1_000), isBatch: true);
        yield return new ManyChildren(Place.Memory, children: scale.Of(10_000), ones: scale.Of(1_000), isBatch: false);
    }
}

/// <summary>Where the runs are.</summary>
internal enum Place
{
    Memory,
    Sqlite,
}
