using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Parcels.Live.TrackParcel.StreamPart;

namespace Parcels.Live;

public sealed record Parcel(string Number, IReadOnlyList<string> Carriers);

public sealed record Scan(string Depot, DateTimeOffset At);

[Streams]
public sealed partial record TrackStreams(TaskStream<Scan> Scans, TaskStream<string> Alerts, TaskStream<int> Beats);

public interface ICarrierFeed
{
    IAsyncEnumerable<Scan> ScansAsync(string number, CancellationToken cancellationToken);

    IAsyncEnumerable<string> AlertsAsync(string number, CancellationToken cancellationToken);
}

[Task("track-parcel", MaxDurationSeconds = 3600)]
public sealed partial class TrackParcel(ICarrierFeed feed, TimeProvider time)
{
    public async Task<int> RunAsync(Parcel parcel, TrackStreams streams, CancellationToken cancellationToken)
    {
        using var over = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        var work = new List<Task>();
        var scans = 0;
        try
        {
            // Beats as long as the rest goes on.
            work.Add(Task.Run(
                async () =>
                {
                    using var timer = new PeriodicTimer(TimeSpan.FromSeconds(5), time);
                    for (var beat = 1; !over.IsCancellationRequested; beat++)
                    {
                        await timer.WaitForNextTickAsync(over.Token);
                        await streams.Beats.WriteAsync(beat, over.Token);
                    }
                },
                CancellationToken.None));
            work.Add(AlertAsync());

            await Parallel.ForEachAsync(parcel.Carriers, cancellationToken, async (carrier, token) =>
            {
                await foreach (var scan in feed.ScansAsync($"{carrier}/{parcel.Number}", token))
                {
                    await streams.Scans.WriteAsync(scan, token);
                    Interlocked.Increment(ref scans);
                }
            });
        }
        finally
        {
            await over.CancelAsync();
            await Task.WhenAll(work).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        }

        return scans;

        async Task AlertAsync()
        {
            await foreach (var alert in feed.AlertsAsync(parcel.Number, over.Token))
            {
                await streams.Alerts.WriteAsync(alert, over.Token);
            }
        }
    }
}

public interface IParcelClient
{
    Task ReceiveAsync(string method, params object?[] arguments);
}

/// <summary>One subscription for each run, however many browsers look at it.</summary>
public sealed class ParcelHub(TrackParcel.TaskClient parcels, ILogger<ParcelHub> logger) : IAsyncDisposable
{
    private readonly ConcurrentDictionary<string, (Channel<Part> Feed, Task Pump)> feeds = [];
    private readonly CancellationTokenSource closing = new();

    public async Task WatchAsync(string runId, IParcelClient client, CancellationToken aborted)
    {
        var (feed, _) = feeds.GetOrAdd(runId, id =>
        {
            var channel = Channel.CreateBounded<Part>(new BoundedChannelOptions(64) { FullMode = BoundedChannelFullMode.DropOldest });
            return (channel, PumpAsync(id, channel.Writer));
        });
        await foreach (var part in feed.Reader.ReadAllAsync(aborted))
        {
            await (part switch
            {
                Part.Scans { Chunk: (var depot, var at) } => client.ReceiveAsync("scan", depot, at),
                Part.Alerts { Chunk: { Length: > 0 } alert } => client.ReceiveAsync("alert", alert),
                Part.Alerts or Part.Beats => Task.CompletedTask,
                Part.Run { Snapshot: { FinishedAt: not null, Status: var status } } => client.ReceiveAsync("over", status.ToString()),
                Part.StreamEnded { Error: { Message: var message }, Key: var key } => client.ReceiveAsync("broken", key, message),
                Part.StreamEnded or Part.Run or Part.Unknown => Task.CompletedTask,
                _ => throw new NotSupportedException(part.GetType().Name),
            });
        }
    }

    public async ValueTask DisposeAsync()
    {
        await closing.CancelAsync();
        await Task.WhenAll(feeds.Values.Select(feed => feed.Pump));
        closing.Dispose();
    }

    private async Task PumpAsync(string runId, ChannelWriter<Part> writer)
    {
        try
        {
            await foreach (var part in parcels.SubscribeAsync(runId, cancellationToken: closing.Token))
            {
                await writer.WriteAsync(part, closing.Token);
            }

            writer.Complete();
        }
        catch (Exception exception)
        {
            logger.LogError(exception, "Run {Run} cannot be followed any more.", runId);
            writer.Complete(exception);
        }
    }
}
