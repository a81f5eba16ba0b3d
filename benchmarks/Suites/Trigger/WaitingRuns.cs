using System.Diagnostics;
using Runnel.Benchmarks.Measuring;
using Runnel.Storage;

namespace Runnel.Benchmarks.Suites.Trigger;

/// <summary>
/// Parents that wait, each for a child that is held back: it is due in an hour. The heap that a parent holds is told, its row and its log in the
/// store included: what parents and children hold together, less what as many of such children hold without parents. Beside it stands the latter,
/// which is what a run holds that nobody executes.
/// </summary>
internal sealed class WaitingRuns(int runs) : Comparison
{
    private static readonly TriggerOptions HeldBack = new() { Delay = TimeSpan.FromHours(1) };

    public override string Name => $"{runs:N0} runs that wait for a child";

    public override string Beside => "as many runs that nobody executes";

    public override IReadOnlyList<Metric> Metrics { get; } = [new("heap held", "B/run", Aim.NotAbove(8 * 1024)), new("until all stand so", "µs/run")];

    public override async Task<double[]> RunOursAsync()
    {
        await using var host = await StartAsync();
        var (held, _) = await HoldAsync(() => TriggerChildrenAsync(host));
        var (heldWithParents, time) = await HoldAsync(() => TriggerParentsAsync(host));
        return [heldWithParents - held, time];
    }

    public override async Task<double[]> RunBesideAsync()
    {
        await using var host = await StartAsync();
        var (held, time) = await HoldAsync(() => TriggerChildrenAsync(host));
        return [held, time];
    }

    // A parent passes its token on, so that it ends at once when the host does.
    private static Task<ParentHost> StartAsync() =>
        ParentHost.StartAsync(file: null, (child, cancellationToken) => child.TriggerAndWaitAsync(HeldBack, cancellationToken));

    private async Task TriggerChildrenAsync(ParentHost host)
    {
        for (var left = runs; left > 0; left--)
        {
            await host.Children.TriggerAsync(HeldBack);
        }
    }

    private async Task TriggerParentsAsync(ParentHost host)
    {
        for (var left = runs; left > 0; left--)
        {
            await host.Parents.TriggerAsync();
        }

        var waiting = new RunQuery { Status = RunStatus.Waiting, Limit = runs };
        while ((await host.Store.ListAsync(waiting, CancellationToken.None)).Count < runs)
        {
            await Task.Delay(10);
        }
    }

    /// <summary>What of a run is reachable when all stand where they are to, and how long that takes.</summary>
    private async Task<(double Bytes, double Microseconds)> HoldAsync(Func<Task> trigger)
    {
        var before = Heap.LiveBytes();
        var start = Stopwatch.GetTimestamp();
        await trigger();
        var time = Stopwatch.GetElapsedTime(start);

        // The last to be committed are still on their way to where they wait.
        await Task.Delay(100);
        return ((double)(Heap.LiveBytes() - before) / runs, time.TotalMicroseconds / runs);
    }
}
