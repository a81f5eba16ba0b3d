using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Wingtip.Live.RunAuction.StreamPart;

namespace Wingtip.Live;

public sealed record Lot(string Title, decimal StartPrice, TimeSpan Open);

public sealed record Bid(string Bidder, decimal Amount);

[Streams]
public sealed partial record AuctionStreams(TaskStream<Bid> Bids);

public interface IBidFeed
{
    IAsyncEnumerable<Bid> ReadAsync(string lot, TimeSpan open, CancellationToken cancellationToken);
}

[Task("run-auction", MaxAttempts = 1)]
public sealed partial class RunAuction(IBidFeed feed)
{
    public async Task<Bid?> RunAsync(Lot lot, AuctionStreams streams, CancellationToken cancellationToken)
    {
        Bid? best = null;
        await foreach (var bid in feed.ReadAsync(lot.Title, lot.Open, cancellationToken))
        {
            if (bid.Amount > (best?.Amount ?? lot.StartPrice))
            {
                best = bid;
                await streams.Bids.WriteAsync(bid, cancellationToken);
            }
        }

        return best;
    }
}

/// <summary>One subscription of an auction for all who watch it here, each from when it came. Whoever is too slow loses bids, not the end.</summary>
public sealed class AuctionRelay(RunAuction.TaskClient auctions, ILogger<AuctionRelay> logger) : BackgroundService
{
    private readonly Channel<string> requested = Channel.CreateUnbounded<string>();
    private readonly Dictionary<string, List<Channel<Part>>> watchers = [];
    private readonly Lock gate = new();

    public ChannelReader<Part> Watch(string runId)
    {
        var watcher = Channel.CreateBounded<Part>(new BoundedChannelOptions(100) { FullMode = BoundedChannelFullMode.DropOldest });
        lock (gate)
        {
            if (!watchers.TryGetValue(runId, out var ofRun))
            {
                watchers.Add(runId, ofRun = []);
                requested.Writer.TryWrite(runId);
            }

            ofRun.Add(watcher);
        }

        return watcher.Reader;
    }

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        var relays = new List<Task>();
        await foreach (var runId in requested.Reader.ReadAllAsync(stoppingToken))
        {
            relays.RemoveAll(relay => relay.IsCompleted);
            relays.Add(RelayAsync(runId, stoppingToken));
        }

        await Task.WhenAll(relays);
    }

    private async Task RelayAsync(string runId, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await foreach (Part part in auctions.SubscribeAsync(runId, cancellationToken: cancellationToken))
            {
                foreach (var watcher in WatchersOf(runId, remove: false))
                {
                    watcher.Writer.TryWrite(part);
                }
            }
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "The auction {RunId} is not relayed any more.", runId);
            failure = exception;
        }
        finally
        {
            foreach (var watcher in WatchersOf(runId, remove: true))
            {
                watcher.Writer.TryComplete(failure);
            }
        }
    }

    private List<Channel<Part>> WatchersOf(string runId, bool remove)
    {
        lock (gate)
        {
            var ofRun = watchers[runId];
            return remove && watchers.Remove(runId) ? ofRun : [.. ofRun];
        }
    }
}

public sealed class AuctionScreen(AuctionRelay relay)
{
    public async Task<string> WatchAsync(string runId, Action<Bid> show, CancellationToken cancellationToken)
    {
        var result = "The auction goes on elsewhere.";
        await foreach (var part in relay.Watch(runId).ReadAllAsync(cancellationToken))
        {
            result = part switch
            {
                Part.Bids(var bid) => Show(bid),
                Part.Run({ Status: RunStatus.Completed, Output: null }) => "Not sold.",
                Part.Run({ Status: RunStatus.Completed, Output: var winner }) => $"Sold to {winner.Bidder}.",
                Part.Run({ Error: { Message: var message } }) => message,
                _ => result,
            };
        }

        return result;

        string Show(Bid bid)
        {
            show(bid);
            return $"{bid.Bidder} leads.";
        }
    }
}
