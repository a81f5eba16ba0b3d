using System.Runtime.CompilerServices;
using Runnel;
using Part = Alpine.Markets.WatchStock.StreamPart;

namespace Alpine.Markets;

public sealed record WatchOrder(string Symbol, decimal SellBelow, int MaxTicks = 10_000);

public readonly record struct Tick(decimal Price, DateTimeOffset At);

[Streams]
public sealed partial record WatchStreams(TaskStream<Tick> Ticks, TaskStream<decimal> Averages);

public interface IExchange
{
    Task<decimal> PriceAsync(string symbol, CancellationToken cancellationToken);
}

public sealed class Ticker(IExchange exchange, TimeProvider time)
{
    /// <summary>Prices once a second, for as long as somebody reads them.</summary>
    public async IAsyncEnumerable<Tick> TicksAsync(string symbol, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromSeconds(1), time);
        while (await timer.WaitForNextTickAsync(cancellationToken))
        {
            yield return new Tick(await exchange.PriceAsync(symbol, cancellationToken), time.GetUtcNow());
        }
    }
}

[Task("watch-stock")]
public sealed partial class WatchStock(Ticker ticker)
{
    private const int Window = 20;

    public async Task<Tick?> RunAsync(WatchOrder order, WatchStreams streams, CancellationToken cancellationToken)
    {
        var window = new Queue<decimal>(Window);
        await foreach (var tick in ticker.TicksAsync(order.Symbol, cancellationToken).Take(order.MaxTicks).WithCancellation(cancellationToken))
        {
            await streams.Ticks.WriteAsync(tick, cancellationToken);
            if (window.Count == Window)
            {
                window.Dequeue();
            }

            window.Enqueue(tick.Price);
            await streams.Averages.WriteAsync(window.Average(), cancellationToken);
            if (tick.Price < order.SellBelow)
            {
                return tick;
            }
        }

        return null;
    }
}

[Streams]
public sealed partial record SampleStreams(TaskStream<Tick> Samples);

[Task("sample-stock")]
public sealed partial class SampleStock(Ticker ticker)
{
    public async Task<decimal> RunAsync(string symbol, int count, SampleStreams streams, CancellationToken cancellationToken)
    {
        var samples = streams.Samples.Pipe(ticker.TicksAsync(symbol, cancellationToken).Take(count));
        return await samples.Select(tick => tick.Price).AverageAsync(cancellationToken);
    }
}

public sealed class Portfolio(WatchStock.TaskClient watch, SampleStock.TaskClient sample)
{
    public async Task<decimal> LatestAsync(string symbol, CancellationToken cancellationToken)
    {
        var run = await sample.TriggerAsync(symbol, 3, cancellationToken: cancellationToken);
        return (await sample.ReadSamplesAsync(run.Id, cancellationToken).LastAsync(cancellationToken)).Price;
    }

    /// <summary>Until the average falls by a tenth; the watch itself goes on.</summary>
    public async Task<DateTimeOffset?> FallsAsync(string runId, CancellationToken cancellationToken)
    {
        decimal? peak = null;
        await foreach (var part in watch.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            if (part is Part.Ticks({ Price: 0, At: var halted }))
            {
                return halted;
            }

            if (part is not Part.Averages(var average))
            {
                continue;
            }

            peak = Math.Max(peak ?? average, average);
            if (average < peak * 0.9m)
            {
                return part.Timestamp;
            }
        }

        return null;
    }
}
