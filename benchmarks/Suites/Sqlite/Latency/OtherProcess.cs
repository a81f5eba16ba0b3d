using System.Globalization;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Benchmarks.Measuring;
using Runnel.Benchmarks.Suites.Streams;

namespace Runnel.Benchmarks.Suites.Sqlite.Latency;

/// <summary>From a task's write to a subscriber in another process, which has nothing in common with this one but the file.</summary>
internal sealed class OtherProcess(int chunks) : Comparison
{
    private readonly ScratchFolder folder = new();
    private string runs = null!;
    private BareFile? rows;
    private SubscriberProcess? subscriber;

    public override string Name => "100 chunks/s to another process";

    public override string Beside => "bare commit, looked for every ms";

    public override IReadOnlyList<Metric> Metrics { get; } = Percentiles.Metrics(median: Aim.NotAbove(3));

    public override async Task PrepareAsync()
    {
        (runs, var file) = (folder.NewFile(), folder.NewFile());
        rows = new BareFile(file);
        await using var host = await SqliteHost.StartAsync(runs, services => services.AddSingleton(new StartingGate(readers: 1)));
        subscriber = SubscriberProcess.Start(runs, file);
    }

    public override async Task<double[]> RunOursAsync()
    {
        var gate = new StartingGate(readers: 1);
        await using var host = await SqliteHost.StartAsync(runs, services => services.AddSingleton(gate));
        var run = await host.Client<PacedFeed.TaskClient>().TriggerAsync(new PacedOrder(chunks));
        await subscriber!.FollowAsync(Invariant($"{SubscriberRole.RunCommand} {run.Id} {chunks}"));
        gate.Open();
        var ages = await subscriber.AgesAsync();
        await run.WaitAsync();
        return new Percentiles(ages).Readings();
    }

    public override async Task<double[]> RunBesideAsync()
    {
        await subscriber!.FollowAsync(Invariant($"{SubscriberRole.RowsCommand} {chunks}"));
        await Pacer.RunAsync(chunks, () => rows!.Commit([100], stackalloc byte[100], Stamp.Now().At));
        return new Percentiles(await subscriber.AgesAsync()).Readings();
    }

    public override async ValueTask DisposeAsync()
    {
        await (subscriber?.DisposeAsync() ?? default);
        rows?.Dispose();
        folder.Dispose();
    }

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
