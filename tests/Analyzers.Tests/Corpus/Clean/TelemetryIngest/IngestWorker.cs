using System.Threading.Channels;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Litware.Telemetry;

public sealed record Reading(string Device, DateTimeOffset At, double Value);

public sealed record Hour(string Device, IReadOnlyList<Reading> Readings);

public sealed record HourStatistics(double Min, double Max, double Mean);

public interface IStatisticsStore
{
    Task SaveAsync(string device, HourStatistics statistics, CancellationToken cancellationToken);
}

[Task("aggregate-hour")]
public sealed partial class AggregateHour(IStatisticsStore store)
{
    public async Task<HourStatistics> RunAsync(Hour hour, CancellationToken cancellationToken)
    {
        var statistics = new HourStatistics(
            hour.Readings.Min(reading => reading.Value), hour.Readings.Max(reading => reading.Value), hour.Readings.Average(reading => reading.Value));
        await store.SaveAsync(hour.Device, statistics, cancellationToken);
        return statistics;
    }
}

public sealed class IngestWorker(ChannelReader<Reading> readings, AggregateHour.TaskClient aggregate, ILogger<IngestWorker> logger) : BackgroundService
{
    private const int BatchSize = 500;

    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var chunk in readings.ReadAllAsync(stoppingToken).Chunk(BatchSize).WithCancellation(stoppingToken))
        {
            var batch = await aggregate.BatchTriggerAsync(
                from reading in chunk
                group reading by reading.Device into device
                select new BatchItem<Hour>(new Hour(device.Key, [.. device]), new TriggerOptions { ConcurrencyKey = device.Key }),
                stoppingToken);

            var failed = 0;
            foreach (var result in await batch.WaitAsync(stoppingToken))
            {
                switch (result)
                {
                    case { IsSuccess: true, Output: { } statistics }:
                        logger.LogDebug("{RunId}: {Statistics}", result.RunId, statistics);
                        break;
                    case { Status: RunStatus.Canceled or RunStatus.Expired }:
                        logger.LogInformation("{RunId} was given up.", result.RunId);
                        break;
                    case { Error: var error }:
                        failed++;
                        logger.LogError("{RunId} failed: {Error}", result.RunId, error);
                        break;
                }
            }

            logger.LogInformation("Batch {BatchId}: {Count} devices, {Failed} failed.", batch.Id, batch.Runs.Count, failed);
        }
    }
}
