using System.Runtime.CompilerServices;
using Runnel;

namespace Hasty.Prices;

public sealed record Watch(string Product, decimal Limit);

[Streams]
public sealed partial record PriceStreams(TaskStream<decimal> Prices);

public interface IShop
{
    Task<decimal> PriceAsync(string product, CancellationToken cancellationToken);
}

[Task("watch-price")]
public sealed partial class WatchPrice(IShop shop)
{
    public async Task<decimal> RunAsync(Watch watch, PriceStreams streams, CancellationToken cancellationToken)
    {
        await foreach (var price in streams.Prices.Pipe(PollAsync(watch.Product))) // review: the source never ends: after the break it goes on until the drain timeout; TakeWhile before piping it
        {
            if (price < watch.Limit)
            {
                break;
            }
        }

        return await shop.PriceAsync(watch.Product, cancellationToken);
    }

    private async IAsyncEnumerable<decimal> PollAsync(string product, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        while (true)
        {
            yield return await shop.PriceAsync(product, cancellationToken);
            await Task.Delay(TimeSpan.FromSeconds(10), cancellationToken);
        }
    }
}

public sealed class PriceAlarm(WatchPrice.TaskClient watches)
{
    public async Task RingAsync(string product, decimal limit)
    {
        var run = await watches.TriggerAsync(new Watch(product, limit));
        await foreach (var part in run.SubscribeAsync())
        {
            if (part is WatchPrice.StreamPart.Prices(var price) && price < limit)
            {
                Console.Beep();
            }
            else if (part is WatchPrice.StreamPart.StreamEnded { Key: "Prices" }) // review: the key is "prices": this never matches
            {
                Console.WriteLine("no more prices");
            }
        }
    }
}
