using System.Collections.Concurrent;
using System.Collections.Frozen;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Wingtip.Catalog;

public sealed record Catalog(string Region, IReadOnlyDictionary<string, decimal> Prices);

public interface IPriceSource
{
    Task<Dictionary<string, decimal>> LoadAsync(string region, CancellationToken cancellationToken);
}

[Task("load-catalog", MaxDurationSeconds = 60)]
public sealed partial class LoadCatalog(IPriceSource source)
{
    public async Task<Catalog> RunAsync(string region, CancellationToken cancellationToken) => new(region, await source.LoadAsync(region, cancellationToken));
}

public sealed class CatalogCache
{
    private readonly ConcurrentDictionary<string, FrozenDictionary<string, decimal>> regions = new(StringComparer.OrdinalIgnoreCase);

    public decimal? PriceOf(string region, string sku) =>
        regions.TryGetValue(region, out var prices) && prices.TryGetValue(sku, out var price) ? price : null;

    public void Set(Catalog catalog) => regions[catalog.Region] = catalog.Prices.ToFrozenDictionary();
}

/// <summary>Keeps the prices fresh: every ten minutes, each region in turn.</summary>
public sealed class CacheWarmer(LoadCatalog.TaskClient loadCatalog, CatalogCache cache, IReadOnlyList<string> regions, ILogger<CacheWarmer> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        using var timer = new PeriodicTimer(TimeSpan.FromMinutes(10));
        do
        {
            foreach (var region in regions)
            {
                var result = await loadCatalog.TriggerAndWaitAsync(
                    region, new TriggerOptions { Ttl = TimeSpan.FromMinutes(1), MaxAttempts = 1 }, stoppingToken);
                if (!result.IsSuccess)
                {
                    logger.LogWarning("{Region} keeps its old prices: {Error}", region, result.Error.Message);
                    continue;
                }

                cache.Set(result.GetOutputOrThrow());
            }
        }
        while (await timer.WaitForNextTickAsync(stoppingToken));
    }
}

public static class CatalogServices
{
    public static IServiceCollection AddCatalog(this IServiceCollection services, params string[] regions) => services
        .AddSingleton<CatalogCache>()
        .AddSingleton<IReadOnlyList<string>>(regions)
        .AddHostedService<CacheWarmer>()
        .AddRunnel(runnel => runnel.AddTasks());
}
