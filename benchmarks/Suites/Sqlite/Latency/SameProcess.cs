using System.Threading.Channels;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Benchmarks.Measuring;
using Runnel.Benchmarks.Suites.Streams;

namespace Runnel.Benchmarks.Suites.Sqlite.Latency;

/// <summary>From a task's write to each of its subscribers in the same process, with the commit in between.</summary>
internal sealed class SameProcess(int subscribers, int chunks) : Comparison
{
    private readonly ScratchFolder folder = new();

    public override string Name => $"100 chunks/s to {subscribers} subscribers";

    public override string Beside => "bare commit, then a Channel each";

    public override IReadOnlyList<Metric> Metrics { get; } = Percentiles.Metrics(median: Aim.NotAbove(0.5), tail: Aim.NotAbove(5));

    public override async Task<double[]> RunOursAsync()
    {
        var file = folder.NewFile();
        var gate = new StartingGate(subscribers);
        Percentiles ages;
        await using (var host = await SqliteHost.StartAsync(file, services => services.AddSingleton(gate)))
        {
            var run = await host.Client<PacedFeed.TaskClient>().TriggerAsync(new PacedOrder(chunks));
            var readers = Task.WhenAll(Enumerable.Range(0, subscribers)
                .Select(_ => Task.Run(() => StampReader.ReadAsync(run.SubscribeAsync(), chunks, gate.ReportReader))));
            await gate.WhenReadyAsync(readers);
            gate.Open();
            ages = new Percentiles((await readers).SelectMany(ages => ages));
            await run.WaitAsync();
        }

        ScratchFolder.Delete(file);
        return ages.Readings();
    }

    public override async Task<double[]> RunBesideAsync()
    {
        var file = folder.NewFile();
        var channels = Enumerable.Range(0, subscribers).Select(_ => Channel.CreateUnbounded<Stamp>()).ToArray();
        var readers = Task.WhenAll(channels.Select(channel => Task.Run(() => ReadAsync(channel.Reader))));
        using (var bare = new BareFile(file))
        {
            await Pacer.RunAsync(chunks, () =>
            {
                var stamp = Stamp.Now();
                bare.Commit([100], stackalloc byte[100], stamp.At);
                foreach (var channel in channels)
                {
                    channel.Writer.TryWrite(stamp);
                }
            });
        }

        ScratchFolder.Delete(file);
        return new Percentiles((await readers).SelectMany(ages => ages)).Readings();
    }

    public override ValueTask DisposeAsync()
    {
        folder.Dispose();
        return ValueTask.CompletedTask;
    }

    private async Task<long[]> ReadAsync(ChannelReader<Stamp> reader)
    {
        var ages = new long[chunks];
        for (var read = 0; read < chunks; read++)
        {
            ages[read] = (await reader.ReadAsync()).Age();
        }

        return ages;
    }
}
