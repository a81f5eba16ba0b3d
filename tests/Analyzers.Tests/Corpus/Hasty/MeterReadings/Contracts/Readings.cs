using Runnel;

namespace Hasty.Meters;

public sealed record ReadingRequest(string Street, int From, int To);

public sealed record Reading(string Meter, double Value);

[Streams]
public sealed partial record ReadingStreams(TaskStream<Reading> Readings, TaskStream<string> Unreachable);

public interface IMeterNetwork
{
    IAsyncEnumerable<string> MetersAsync(string street, CancellationToken cancellationToken);

    Task<Reading?> ReadAsync(string meter, CancellationToken cancellationToken);
}

[Task("read-meters")]
public sealed partial class ReadMeters(IMeterNetwork network)
{
    public async Task<int> RunAsync(ReadingRequest request, ReadingStreams streams, CancellationToken cancellationToken)
    {
        var count = 0;
        await foreach (var meter in network.MetersAsync(request.Street, cancellationToken))
        {
            if (await network.ReadAsync(meter, cancellationToken) is { } reading)
            {
                count++;
                await streams.Readings.WriteAsync(reading, cancellationToken);
            }
            else
            {
                await streams.Unreachable.WriteAsync(meter, cancellationToken);
            }
        }

        return count;
    }
}

[Task("estimate-readings")]
public sealed partial class EstimateReadings(IMeterNetwork network)
{
    public async Task<List<Reading>> RunAsync(ReadingRequest request, ReadingStreams streams, CancellationToken cancellationToken) // review: streams are copied from the task above and never written
    {
        var estimates = new List<Reading>();
        await foreach (var meter in network.MetersAsync(request.Street, cancellationToken))
        {
            estimates.Add(new Reading(meter, (request.From + request.To) / 2.0));
        }

        return estimates;
    }
}
