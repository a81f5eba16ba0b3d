using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Fabrikam.Deploy.RollOut.StreamPart;

namespace Fabrikam.Deploy;

public sealed record Release(string Service, string Version, IReadOnlyList<string> Hosts);

public enum HostState { Draining, Updating, Healthy }

public sealed record HostUpdate(string Host, HostState State);

[Streams]
public sealed partial record RollOutStreams(TaskStream<HostUpdate> Hosts, [Stream("log")] TaskStream<string> LogLines);

public interface IHostAgent
{
    Task DrainAsync(string host, CancellationToken cancellationToken);

    IAsyncEnumerable<string> UpdateAsync(string host, string version, CancellationToken cancellationToken);
}

[Task("roll-out", MaxAttempts = 1)]
public sealed partial class RollOut(IHostAgent agent)
{
    public async Task RunAsync(Release release, RollOutStreams streams, CancellationToken cancellationToken)
    {
        foreach (var host in release.Hosts)
        {
            await streams.Hosts.WriteAsync(new HostUpdate(host, HostState.Draining), cancellationToken);
            await agent.DrainAsync(host, cancellationToken);
            await streams.Hosts.WriteAsync(new HostUpdate(host, HostState.Updating), cancellationToken);
            await foreach (var line in agent.UpdateAsync(host, release.Version, cancellationToken))
            {
                await streams.LogLines.WriteAsync($"{host}: {line}", cancellationToken);
            }

            await streams.Hosts.WriteAsync(new HostUpdate(host, HostState.Healthy), cancellationToken);
        }
    }
}

public interface IReleaseFeed
{
    IAsyncEnumerable<Release> ReleasesAsync(CancellationToken cancellationToken);
}

public sealed class ReleaseWatcher(IReleaseFeed feed, RollOut.TaskClient rollOut, ILogger<ReleaseWatcher> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var release in feed.ReleasesAsync(stoppingToken))
        {
            var run = await rollOut.TriggerAsync(release, new TriggerOptions { IdempotencyKey = $"{release.Service}@{release.Version}" }, stoppingToken);
            if (await FollowAsync(run, stoppingToken) != RunStatus.Completed)
            {
                logger.LogCritical("{Service} {Version} did not roll out; releases wait for an operator.", release.Service, release.Version);
                return;
            }
        }
    }

    private async Task<RunStatus> FollowAsync(RunHandle<NoOutput, Part> run, CancellationToken cancellationToken)
    {
        var status = RunStatus.Queued;
        await foreach (var part in run.SubscribeAsync(cancellationToken: cancellationToken))
        {
            if (part is Part.Run(var snapshot))
            {
                status = snapshot.Status;
            }
            else if (part is Part.Hosts({ State: HostState.Healthy, Host: var host }))
            {
                logger.LogInformation("{Host} is healthy.", host);
            }
            else if (part is Part.LogLines(var line))
            {
                logger.LogDebug("{Line}", line);
            }
            else if (part is Part.StreamEnded { Error: { } error } ended)
            {
                logger.LogError("{Stream} broke off: {Error}", ended.Key, error);
            }
        }

        return status;
    }
}
