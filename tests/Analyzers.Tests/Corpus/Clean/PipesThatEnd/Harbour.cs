using System.Runtime.CompilerServices;
using System.Threading.Channels;
using Runnel;

namespace Harbour.Radar;

public sealed record Watch(TimeSpan Length, bool IsVerbose, bool WithWeather);

public sealed record Blip(double Bearing, double Range);

[Streams]
public sealed partial record WatchStreams(
    TaskStream<Blip> Blips, TaskStream<int> Sweeps, TaskStream<string> Log, TaskStream<string> Weather, TaskStream<DateTimeOffset> Clock, TaskStream<double> Tide);

public interface IRadar
{
    IAsyncEnumerable<Blip> SweepAsync(CancellationToken cancellationToken);

    IAsyncEnumerable<string> LinesAsync(string topic, CancellationToken cancellationToken);

    double Tide();
}

[Task("keep-watch")]
public sealed partial class KeepWatch(IRadar radar, TimeProvider time)
{
    public async Task RunAsync(Watch watch, WatchStreams streams, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        over.CancelAfter(watch.Length);
        var blips = Channel.CreateBounded<Blip>(100);
        var until = time.GetUtcNow() + watch.Length;

        // Each of these ends: by its channel, by its token, by a count, by the time, by what it is told.
        List<Task> ends =
        [
            streams.Blips.Pipe(blips.Reader.ReadAllAsync(cancellationToken)).Completion,
            streams.Sweeps.Pipe(CountAsync(cancellationToken).Take(360)).Completion,
            streams.Clock.Pipe(ClockAsync(until, cancellationToken)).Completion,
        ];
        streams.Tide.Pipe(TideAsync(over.Token));

        // The log is one of three things, never two.
        var log = streams.Log;
        if (!watch.IsVerbose)
        {
            await log.WriteAsync("quiet", cancellationToken);
        }
        else if (watch.Length > TimeSpan.FromHours(1))
        {
            ends.Add(log.Pipe(radar.LinesAsync("long", cancellationToken)).Completion);
        }
        else
        {
            ends.Add(log.Pipe(radar.LinesAsync("short", cancellationToken)).Completion);
        }

        await foreach (var blip in radar.SweepAsync(over.Token))
        {
            await blips.Writer.WriteAsync(blip, cancellationToken);
        }

        blips.Writer.Complete();
        await Task.WhenAll(ends);

        // Either piped or written.
        var weather = watch.WithWeather ? streams.Weather.Pipe(radar.LinesAsync("weather", cancellationToken)) : null;
        await (weather?.Completion ?? Task.CompletedTask);
        if (weather is null)
        {
            await streams.Weather.WriteAsync("not asked for", cancellationToken);
        }
    }

    private static async IAsyncEnumerable<int> CountAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var sweep = 0; ; sweep++)
        {
            yield return sweep;
            await Task.Delay(TimeSpan.FromSeconds(1), cancellationToken);
        }
    }

    private async IAsyncEnumerable<DateTimeOffset> ClockAsync(DateTimeOffset until, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(1), time);
        while (true)
        {
            var now = time.GetUtcNow();
            yield return now;
            if (now >= until || !await timer.WaitForNextTickAsync(cancellationToken))
            {
                yield break;
            }
        }
    }

    private async IAsyncEnumerable<double> TideAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        while (true)
        {
            try
            {
                await Task.Delay(TimeSpan.FromMinutes(10), time, cancellationToken);
            }
            catch (OperationCanceledException)
            {
                yield break;
            }

            yield return radar.Tide();
        }
    }
}

public sealed record Handover(string From, string To);

[Streams]
public sealed partial record HandoverStreams(TaskStream<string> Old, TaskStream<string> New);

[Task("hand-over-watch")]
public sealed partial class HandOverWatch(IRadar radar)
{
    public async Task RunAsync(Handover handover, HandoverStreams streams, CancellationToken cancellationToken)
    {
        await NoteAsync("begins");
        var book = streams.Old;
        await book.Pipe(radar.LinesAsync(handover.From, cancellationToken)).Completion;

        // The same variable, another stream.
        book = streams.New;
        await book.WriteAsync($"{handover.To} takes over", cancellationToken);
        foreach (var stream in new[] { streams.New })
        {
            await stream.Pipe(radar.LinesAsync(handover.To, cancellationToken)).Completion;
        }

        // Is called before the end of the stream only.
        async Task NoteAsync(string what) => await streams.Old.WriteAsync($"{handover.From} {what}", cancellationToken);
    }
}
