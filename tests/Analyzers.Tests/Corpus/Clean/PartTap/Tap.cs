using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Coho.Logistics;

public static class AsyncEnumerableTap
{
    /// <summary>Hands on what comes, and looks at it on the way.</summary>
    public static async IAsyncEnumerable<T> Tap<T>(
        this IAsyncEnumerable<T> source, Action<T> look, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await foreach (var item in source.WithCancellation(cancellationToken))
        {
            look(item);
            yield return item;
        }
    }

    public static IAsyncEnumerable<T> LogEach<T>(this IAsyncEnumerable<T> source, ILogger logger, LogLevel level = LogLevel.Debug)
        where T : class =>
        logger.IsEnabled(level) ? source.Tap(item => logger.Log(level, "{Part}", item)) : source;
}

public sealed record Shipment(string Number, IReadOnlyList<string> Stops);

public sealed record Position(double Latitude, double Longitude, string Next);

[Streams]
public sealed partial record TrackStreams(TaskStream<Position> Positions);

public interface IGps
{
    IAsyncEnumerable<Position> TrackAsync(string shipment, CancellationToken cancellationToken);
}

[Task("track-shipment")]
public sealed partial class TrackShipment(IGps gps)
{
    public async Task<DateTimeOffset> RunAsync(Shipment shipment, TrackStreams streams, CancellationToken cancellationToken)
    {
        var last = shipment.Stops[^1];
        var way = gps.TrackAsync(shipment.Number, cancellationToken).TakeWhile(position => position.Next != last);
        await streams.Positions.Pipe(way).Completion.WaitAsync(cancellationToken);
        return TimeProvider.System.GetUtcNow();
    }
}

public sealed class Map(TrackShipment.TaskClient shipments, ILogger<Map> logger)
{
    public async Task<IReadOnlyList<Position>> RouteAsync(string runId, CancellationToken cancellationToken)
    {
        var route = new List<Position>();
        var parts = shipments.SubscribeAsync(runId, new SubscribeOptions { LatestAttemptOnly = true }, cancellationToken).LogEach(logger);
        await foreach (var part in parts)
        {
            if (part is TrackShipment.StreamPart.Positions { Chunk: var position })
            {
                route.Add(position);
            }
            else if (part is TrackShipment.StreamPart.StreamEnded { Reason: StreamEndReason.Superseded })
            {
                route.Clear();
            }
            else if (part is TrackShipment.StreamPart.Run { Snapshot: { Status: RunStatus.Failed, Error: { } error } })
            {
                logger.LogError("Shipment {Run} got lost: {Error}", runId, error);
            }
        }

        return route;
    }
}
