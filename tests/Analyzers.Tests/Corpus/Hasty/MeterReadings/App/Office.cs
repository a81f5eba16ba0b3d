using Microsoft.Extensions.Logging;
using Runnel;
using Part = Hasty.Meters.ReadMeters.StreamPart;

namespace Hasty.Meters.Office;

public sealed class MeterOffice(ReadMeters.TaskClient meters, EstimateReadings.TaskClient estimates, ILogger<MeterOffice> logger)
{
    public async Task<double> SumAsync(string street)
    {
        var sum = 0.0;
        await foreach (var part in meters.TriggerAndSubscribeAsync(new ReadingRequest(street, 0, 10_000))) // review: meters that nobody could reach are left out of the sum without a word
        {
            if (part is Part.Readings({ Value: var value }))
            {
                sum += value;
            }
        }

        return sum;
    }

    public async Task EstimateAsync(IReadOnlyList<string> streets)
    {
        foreach (var street in streets)
        {
            await estimates.TriggerAndWaitAsync(new ReadingRequest(street, 0, 10_000)); // review: and what came of it?
        }

        await estimates.BatchTriggerAndWaitAsync(streets.Select(street => new BatchItem<ReadingRequest>(new ReadingRequest(street, 0, 100)))); // review: here too
        logger.LogInformation("{Count} streets estimated.", streets.Count);
    }

    public static string Describe(Part part)
    {
        switch (part) // review: a meter that cannot be reached is described as nothing
        {
            case Part.Readings(var reading):
                return $"{reading.Meter}: {reading.Value:N1}";
            case Part.Run:
                return "…";
        }

        return "";
    }
}
