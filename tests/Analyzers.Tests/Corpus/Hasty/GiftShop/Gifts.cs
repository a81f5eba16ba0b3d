using Microsoft.Extensions.Logging;
using Runnel;

namespace Hasty.Gifts;

public sealed record Gift(string Name, int Weight);

public sealed record Wrapped(string Name, string Paper);

[Streams]
public sealed partial record WrapStreams(TaskStream<Wrapped> Wrapped, TaskStream<string> Songs, TaskStream<string> Thanks);

public interface IElves
{
    Task<string> PaperAsync(Gift gift, CancellationToken cancellationToken);

    IAsyncEnumerable<string> SingAsync(CancellationToken cancellationToken);
}

[Task("wrap-gifts")]
public sealed partial class WrapGifts(IElves elves)
{
    public async Task<int> RunAsync(Gift[] gifts, WrapStreams streams, CancellationToken cancellationToken)
    {
        // Somebody sings meanwhile.
        var singing = SingAsync();
        foreach (var gift in gifts)
        {
            var paper = await elves.PaperAsync(gift, cancellationToken);
            await streams.Wrapped.WriteAsync(new Wrapped(gift.Name, paper), cancellationToken);
        }

        _ = Task.Delay(1000, cancellationToken).ContinueWith(_ => streams.Thanks.WriteAsync("Thank you!"), cancellationToken); // review: a second later the task has long returned
        _ = Task.Factory.StartNew(async () => await streams.Thanks.WriteAsync("Come again!"), cancellationToken, TaskCreationOptions.None, TaskScheduler.Default); // review: nobody waits for that either
        return gifts.Length;

        async Task SingAsync()
        {
            await foreach (var line in elves.SingAsync(cancellationToken))
            {
                await streams.Songs.WriteAsync(line, cancellationToken); // review: `singing` is never awaited, so the song breaks off with the last gift
            }
        }
    }
}

[Task("ship-gift")]
public sealed partial class ShipGift
{
    public int Run(Gift gift) => gift.Weight * 3;
}

public sealed class Counter(ShipGift.TaskClient shipping, ILogger<Counter> logger)
{
    public Task ShipAllAsync(IEnumerable<Gift> gifts, CancellationToken cancellationToken) =>
        Parallel.ForEachAsync(gifts, cancellationToken, async (gift, token) =>
        {
            await shipping.TriggerAndWaitAsync(gift, cancellationToken: token); // review: a gift that could not be shipped is logged as one that was
            logger.LogInformation("{Gift} is on its way.", gift.Name);
        });

    public async Task<int> PostageAsync(IReadOnlyList<Gift> gifts)
    {
        if (gifts is [var only])
        {
            return (await shipping.TriggerAndWaitAsync(only)).Output; // review: what could not be shipped costs nothing
        }

        var results = await shipping.BatchTriggerAndWaitAsync(gifts.Select(gift => new BatchItem<Gift>(gift)));
        return results.Sum(result => result.Output); // review: the same for each of the batch
    }

    public async Task RefreshAsync(Gift gift)
    {
        try
        {
            await shipping.TriggerAndWaitAsync(gift).ConfigureAwait(false); // review: a run that fails does not throw, so the catch below sees nothing of it
        }
        catch (TaskFailedException exception)
        {
            logger.LogError(exception, "{Gift} could not be shipped.", gift.Name);
        }
    }
}
