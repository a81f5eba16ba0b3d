using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Auctions.Bidding;

public sealed record Lot(string Title, decimal Limit);

public sealed record Bid(decimal Amount, string Bidder);

[Task("bid-for-lot")]
public sealed partial class BidForLot
{
    public Bid Run(Lot lot) => new(lot.Limit, lot.Title);
}

public interface ICatalogue
{
    Task<IReadOnlyList<Lot>> TonightAsync(CancellationToken cancellationToken);
}

/// <summary>Bids for all lots of the evening, and tells of each as soon as it is known.</summary>
public sealed class Evening(BidForLot.TaskClient bids, ICatalogue catalogue, ILogger<Evening> logger) : BackgroundService
{
    private Task<TaskResult<Bid>>? favourite;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var lots = await catalogue.TonightAsync(stoppingToken);
        var pending = lots.Select(lot => bids.TriggerAndWaitAsync(lot, cancellationToken: stoppingToken)).ToList();
        favourite = pending.FirstOrDefault();
        while (pending.Count > 0)
        {
            var done = await Task.WhenAny(pending);
            pending.Remove(done);
            switch (await done)
            {
                case { IsSuccess: true, Output: { } bid }:
                    logger.LogInformation("{Bidder} bids {Amount}", bid.Bidder, bid.Amount);
                    break;
                case { Error: { } error }:
                    logger.LogWarning("No bid: {Error}", error);
                    break;
            }
        }

        if (favourite is { IsCompletedSuccessfully: true } known)
        {
            logger.LogInformation("The favourite: {Status}", known.Result.Status);
        }
    }

    public async Task<Bid?> HighestAsync(IEnumerable<Lot> lots, CancellationToken cancellationToken)
    {
        Bid? highest = null;
        await foreach (var done in Task.WhenEach(lots.Select(lot => bids.TriggerAndWaitAsync(lot, cancellationToken: cancellationToken))))
        {
            if (done.IsCompletedSuccessfully && done.Result is { IsSuccess: true, Output: var bid } && bid?.Amount > (highest?.Amount ?? 0))
            {
                highest = bid;
            }
        }

        return highest;
    }

    // Task.WhenAny gives one that has ended: its Result does not block.
    public async Task<decimal> FasterAsync(Lot lot, Lot other)
    {
        var first = await Task.WhenAny(bids.TriggerAndWaitAsync(lot), bids.TriggerAndWaitAsync(other));
        return first.Result.GetOutputOrThrow().Amount;
    }

    public async Task<decimal> SumAsync(Lot lot, Lot other)
    {
        var one = bids.TriggerAndWaitAsync(lot);
        var two = bids.TriggerAndWaitAsync(other);
        await Task.WhenAll(one, two);
        return one.Result.GetOutputOrThrow().Amount + two.Result.GetOutputOrThrow().Amount;
    }

    public Task<bool> HasBidAsync(Lot lot) => bids.TriggerAndWaitAsync(lot)
        .ContinueWith(run => run.Result.IsSuccess, CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);

    public Task<int> CountAsync(IEnumerable<Lot> lots) => Task.WhenAll(lots.Select(lot => bids.TriggerAndWaitAsync(lot)))
        .ContinueWith(static all => all.Result.Count(result => result.IsSuccess), TaskScheduler.Default);

    public async Task<Bid?> InTimeAsync(Lot lot, TimeSpan patience, CancellationToken cancellationToken)
    {
        var run = await bids.TriggerAsync(lot, cancellationToken: cancellationToken);
        var waiting = run.WaitAsync(cancellationToken);
        if (await Task.WhenAny(waiting, Task.Delay(patience, cancellationToken)) != waiting)
        {
            await run.CancelAsync(cancellationToken);
        }

        return (await waiting) is { IsSuccess: true } result ? result.Output : null;
    }
}
