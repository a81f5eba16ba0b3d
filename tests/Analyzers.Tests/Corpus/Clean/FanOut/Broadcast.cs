using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Margie.Travel.SearchFlights.StreamPart;

namespace Margie.Travel;

public sealed record Search(string From, string To, DateOnly On);

public sealed record Flight(string Carrier, decimal Price, TimeSpan Duration);

[Streams]
public sealed partial record SearchStreams(TaskStream<Flight> Flights, TaskStream<string> Notices);

public interface ICarrier
{
    string Name { get; }

    IAsyncEnumerable<Flight> SearchAsync(Search search, CancellationToken cancellationToken);
}

[Task("search-flights")]
public sealed partial class SearchFlights(IEnumerable<ICarrier> carriers)
{
    public async Task<int> RunAsync(Search search, SearchStreams streams, CancellationToken cancellationToken)
    {
        var found = await Task.WhenAll(carriers.Select(AskAsync));
        return found.Sum();

        async Task<int> AskAsync(ICarrier carrier)
        {
            var count = 0;
            try
            {
                await foreach (var flight in carrier.SearchAsync(search, cancellationToken))
                {
                    await streams.Flights.WriteAsync(flight, cancellationToken);
                    count++;
                }
            }
            catch (HttpRequestException)
            {
                await streams.Notices.WriteAsync($"{carrier.Name} does not answer.", cancellationToken);
            }

            return count;
        }
    }
}

public static class Broadcast
{
    /// <summary>Gives every reader all items; a slow reader slows the source.</summary>
    public static async Task ToAllAsync<T>(this IAsyncEnumerable<T> source, IReadOnlyList<ChannelWriter<T>> readers, CancellationToken cancellationToken)
    {
        Exception? failure = null;
        try
        {
            await foreach (var item in source.WithCancellation(cancellationToken))
            {
                foreach (var reader in readers)
                {
                    await reader.WriteAsync(item, cancellationToken);
                }
            }
        }
        catch (Exception exception)
        {
            failure = exception;
            throw;
        }
        finally
        {
            foreach (var reader in readers)
            {
                reader.TryComplete(failure);
            }
        }
    }
}

public sealed class SearchPage(SearchFlights.TaskClient searches, ILogger<SearchPage> logger)
{
    public async Task<(Flight? Cheapest, Flight? Fastest)> BestAsync(Search search, CancellationToken cancellationToken)
    {
        var (forPrice, forTime) = (Channel.CreateBounded<Part>(64), Channel.CreateBounded<Part>(64));
        var cheapest = MinAsync(forPrice.Reader, flight => flight.Price);
        var fastest = MinAsync(forTime.Reader, flight => flight.Duration);
        await searches.TriggerAndSubscribeAsync(search, cancellationToken: cancellationToken)
            .ToAllAsync([forPrice.Writer, forTime.Writer], cancellationToken);
        return (await cheapest, await fastest);

        async Task<Flight?> MinAsync<TKey>(ChannelReader<Part> parts, Func<Flight, TKey> key)
        {
            var flights = new List<Flight>();
            await foreach (var part in parts.ReadAllAsync(cancellationToken))
            {
                switch (part)
                {
                    case Part.Flights(var flight):
                        flights.Add(flight);
                        break;
                    case Part.Notices(var notice):
                        logger.LogInformation("{Notice}", notice);
                        break;
                    case Part.Run({ Error: { } error }):
                        logger.LogWarning("The search fails: {Error}", error.Message);
                        break;
                }
            }

            return flights.MinBy(key);
        }
    }
}
