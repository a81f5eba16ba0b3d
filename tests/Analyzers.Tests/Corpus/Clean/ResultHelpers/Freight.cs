using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Freight.Rates;

public sealed record Route(string From, string To);

public readonly record struct Rate(decimal PerTon, int Days);

[Task("rate-route")]
public sealed partial class RateRoute
{
    public Rate Run(Route route) => new(route.From.Length, route.To.Length);
}

[Task("find-distance")]
public sealed partial class FindDistance
{
    /// <summary>Null where no road leads there.</summary>
    public double? Run(Route route) => route.From == route.To ? null : 100;
}

public static class RunExtensions
{
    public static async Task<T> OrThrowAsync<T>(this Task<TaskResult<T>> run) => (await run.ConfigureAwait(false)).GetOutputOrThrow();

    public static TaskResult<T> EnsureSuccess<T>(this TaskResult<T> result) =>
        result.IsSuccess ? result : throw new InvalidOperationException($"{result.RunId} is {result.Status}.");

    public static async Task LogFailureAsync<T>(this Task<TaskResult<T>> run, ILogger logger)
    {
        if (await run is { Error: { } error })
        {
            logger.LogError("{Error}", error);
        }
    }

    public static bool HasSucceeded<T>(TaskResult<T> result) => result.Status == RunStatus.Completed;
}

public sealed class Broker(RateRoute.TaskClient rates, FindDistance.TaskClient distances, ILogger<Broker> logger)
{
    public async Task<double> KilometresAsync(Route route)
    {
        if ((await distances.TriggerAndWaitAsync(route)).Output is { } known)
        {
            return known;
        }

        var again = await distances.TriggerAndWaitAsync(route);
        return again.Output ?? double.PositiveInfinity;
    }

    public async Task WarmUpAsync(IReadOnlyList<Route> routes)
    {
        await rates.TriggerAndWaitAsync(routes[0]).OrThrowAsync();
        await rates.TriggerAndWaitAsync(routes[1]).LogFailureAsync(logger);
        (await rates.TriggerAndWaitAsync(routes[2])).EnsureSuccess();
        await rates.TriggerAndWaitAsync(routes[3]).ContinueWith(
            run => logger.LogInformation("{Status}", run.Result.Status), CancellationToken.None, TaskContinuationOptions.OnlyOnRanToCompletion, TaskScheduler.Default);
        await Task.WhenAll(routes.Skip(4).Select(route => rates.TriggerAndWaitAsync(route).OrThrowAsync()));
        await Task.WhenAll(routes.Select(async route =>
        {
            if (await distances.TriggerAndWaitAsync(route) is { IsSuccess: false, RunId: var runId })
            {
                logger.LogWarning("{Run} failed.", runId);
            }
        }));
    }

    public async Task<decimal> CheapestAsync(IReadOnlyList<Route> routes)
    {
        var runs = routes.Select(route => rates.TriggerAndWaitAsync(route)).ToList();
        await Task.WhenAll(runs);
        var cheapest = decimal.MaxValue;
        foreach (var run in runs)
        {
            cheapest = Math.Min(cheapest, run.Result.GetOutputOrThrow().PerTon);
        }

        logger.LogInformation("{Statuses}", string.Join(", ", runs.Select(run => run.Result.Status)));
        return cheapest;
    }

    public async Task<int> DaysAsync(IEnumerable<Route> legs)
    {
        var days = 0;
        await foreach (var leg in Task.WhenEach(legs.Select(leg => rates.TriggerAndWaitAsync(leg))))
        {
            days += leg.Result.EnsureSuccess().Output.Days;
        }

        return days;
    }

    public async Task<ImmutableArray<decimal>> AllAsync(IReadOnlyList<Route> routes)
    {
        var results = (await rates.BatchTriggerAndWaitAsync(routes.Select(route => new BatchItem<Route>(route)))).ToList();
        var failed = results.RemoveAll(result => !result.IsSuccess);
        logger.LogInformation("{Failed} failed", failed);
        return [.. results.Select(result => result.Output.PerTon)];
    }

    public async Task<decimal> TillTheFirstFailureAsync(IReadOnlyList<Route> routes)
    {
        var results = await rates.BatchTriggerAndWaitAsync([.. from route in routes select new BatchItem<Route>(route)]);
        return results.TakeWhile(result => result.IsSuccess).Sum(result => result.Output.PerTon)
            + results.Where(RunExtensions.HasSucceeded).Max(result => result.Output.Days)
            + results.GroupBy(result => result.IsSuccess).Where(group => group.Key).Sum(group => group.Sum(result => result.Output.PerTon))
            + results.Select((result, index) => (result.IsSuccess, result.Output, index)).FirstOrDefault(row => row.IsSuccess).Output.Days;
    }

    public async Task<(Rate There, Rate Back)?> ThereAndBackAsync(Route route)
    {
        var results = await rates.BatchTriggerAndWaitAsync([new(route), new(new Route(route.To, route.From))]);
        return results switch
        {
            [{ IsSuccess: true } there, { IsSuccess: true } back] => (there.Output, back.Output),
            [{ IsSuccess: false }, _] or [_, { IsSuccess: false }] => throw new InvalidOperationException("There is no way."),
            _ => default((Rate, Rate)?),
        };
    }

    public async Task<Rate> CachedAsync(Route route, IDictionary<Route, Task<TaskResult<Rate>>> cache)
    {
        if (!cache.TryGetValue(route, out var run))
        {
            cache[route] = run = rates.TriggerAndWaitAsync(route);
        }

        return (await run).IsSuccess ? (await run).Output : default;
    }
}
