using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Runnel;
using Runnel.Storage;
using Studio.Rendering;
using Part = Studio.Rendering.RenderApi.StreamPart;

namespace Studio.Desktop;

public static class DesktopServices
{
    public static IServiceCollection AddRendering(this IServiceCollection services, Func<IServiceProvider, IRunStore> store) => services
        .AddSingleton<RenderQueue>()
        .AddRunnel(runnel => runnel.UseStore(store).ClientOnly().AddTasks());
}

public sealed class RenderQueue(RenderApi.TaskClient render, RenderCleanupApi.TaskClient cleanup, ILogger<RenderQueue> logger)
{
    public async Task<Film?> RenderAsync(RenderJob job, IProgress<double> progress, CancellationToken cancellationToken)
    {
        var run = await render.TriggerAsync(job, new TriggerOptions { ConcurrencyKey = Environment.UserName, Priority = 1 }, cancellationToken);
        var frames = new HashSet<int>();
        await foreach (var part in run.SubscribeAsync(cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case Part.Frames({ Number: var number, Took: var took }):
                    frames.Add(number);
                    progress.Report((double)frames.Count / (job.LastFrame - job.FirstFrame + 1));
                    logger.LogDebug("Frame {Number} took {Time}.", number, took);
                    break;
                case Part.NodeLog(var line) when line.StartsWith("warn", StringComparison.OrdinalIgnoreCase):
                    logger.LogWarning("{Line}", line);
                    break;
                case Part.NodeLog:
                    break;
                case Part.Run({ Status: RunStatus.Completed, Output: { } film }):
                    return film;
                case Part.Run({ Error: { } error, FinishedAt: not null, Status: var status }):
                    logger.LogError("{Scene} {Status}: {Error}", job.Scene, status, error);
                    return null;
            }
        }

        return null;
    }

    public async Task TidyAsync(CancellationToken cancellationToken)
    {
        var result = await cleanup.TriggerAndWaitAsync(new TriggerOptions { IdempotencyKey = $"tidy:{DateTime.UtcNow:yyyyMMdd}" }, cancellationToken);
        logger.LogInformation("{Count} files removed.", result.GetOutputOrThrow());
    }
}
