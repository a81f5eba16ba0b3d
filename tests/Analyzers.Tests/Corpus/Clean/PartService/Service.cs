using System.Runtime.CompilerServices;
using Microsoft.Extensions.DependencyInjection;
using Runnel;
using Part = Fourth.Logistics.PickOrder.StreamPart;

namespace Fourth.Logistics;

public sealed record PickList(string Order, IReadOnlyList<string> Bins);

public sealed record Picked(string Bin, string Robot);

[Streams]
public sealed partial record PickStreams(TaskStream<Picked> Picks, TaskStream<string> Missing);

public interface IRobots
{
    Task<string?> PickAsync(string bin, CancellationToken cancellationToken);
}

[Task("pick-order")]
public sealed partial class PickOrder(IRobots robots)
{
    public async Task RunAsync(PickList list, PickStreams streams, CancellationToken cancellationToken)
    {
        foreach (var bin in list.Bins)
        {
            if (await robots.PickAsync(bin, cancellationToken) is { } robot)
            {
                await streams.Picks.WriteAsync(new Picked(bin, robot), cancellationToken);
            }
            else
            {
                await streams.Missing.WriteAsync(bin, cancellationToken);
            }
        }
    }
}

public interface IPickFeed
{
    /// <summary>All of an order: runs of the past as well as the one that goes on.</summary>
    IAsyncEnumerable<Part> ForOrderAsync(string order, CancellationToken cancellationToken = default);

    Part? LastOf(string order);
}

public sealed class PickFeed(IRunnelClient runs, PickOrder.TaskClient picks) : IPickFeed
{
    private readonly Dictionary<string, Part> last = [];

    public async IAsyncEnumerable<Part> ForOrderAsync(string order, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var known = await runs.ListAsync(new RunQuery { TaskId = "pick-order", Tag = $"order:{order}" }, cancellationToken);
        foreach (var run in known.OrderBy(run => run.CreatedAt))
        {
            await foreach (var part in picks.SubscribeAsync(run.Id, new() { LatestAttemptOnly = true }, cancellationToken))
            {
                last[order] = part;
                yield return part;
            }
        }
    }

    public Part? LastOf(string order) => last.GetValueOrDefault(order);
}

public sealed class PackingStation(IPickFeed feed, PickOrder.TaskClient picks)
{
    public async Task<string> StartAsync(PickList list, CancellationToken cancellationToken)
    {
        var run = await picks.TriggerAsync(list, new TriggerOptions { Tags = [$"order:{list.Order}"] }, cancellationToken);
        return run.Id;
    }

    public async Task<(int Picked, IReadOnlyList<string> Missing)> PackAsync(string order, CancellationToken cancellationToken)
    {
        var (picked, missing) = (0, new List<string>());
        await foreach (var part in feed.ForOrderAsync(order, cancellationToken))
        {
            switch (part)
            {
                case Part.Picks:
                    picked++;
                    break;
                case Part.Missing(var bin):
                    missing.Add(bin);
                    break;
                case Part.StreamEnded { Reason: StreamEndReason.Superseded, Key: "picks" }:
                    picked = 0;
                    break;
                case Part.StreamEnded { Reason: StreamEndReason.Superseded }:
                    missing.Clear();
                    break;
                case Part.Run({ Status: RunStatus.Failed or RunStatus.Crashed, Error: var error }):
                    throw new InvalidOperationException($"The order {order} was not picked: {error?.Message}");
            }
        }

        return (picked, missing);
    }

    public string StateOf(string order) => feed.LastOf(order) switch
    {
        null => "not begun",
        Part.Run { Snapshot.Status: var status } => status.ToString(),
        { Timestamp: var time } => $"picking since {time:t}",
    };
}

public static class PickServices
{
    public static IServiceCollection AddPicking(this IServiceCollection services) =>
        services.AddScoped<IPickFeed, PickFeed>().AddScoped<PackingStation>().AddRunnel(runnel => runnel.AddTasks());
}
