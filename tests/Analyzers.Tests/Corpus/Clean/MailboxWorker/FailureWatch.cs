using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel;

namespace Contoso.Mail;

/// <summary>Tells the operators of mail that could not be filed.</summary>
public sealed class FailureWatch(IRunnelClient runs, ILogger<FailureWatch> logger) : BackgroundService
{
    protected override async Task ExecuteAsync(CancellationToken stoppingToken)
    {
        await foreach (var run in runs.SubscribeToTagAsync("mail", stoppingToken))
        {
            switch (run.Status)
            {
                case RunStatus.Completed:
                case RunStatus.Queued:
                case RunStatus.Executing:
                case RunStatus.Waiting:
                    break;
                case RunStatus.Delayed when run.FailedAttempts > 0:
                    logger.LogWarning("Run {RunId} failed {Times} times: {Error}", run.Id, run.FailedAttempts, run.Error?.Message);
                    break;
                case var status and (RunStatus.Failed or RunStatus.TimedOut or RunStatus.Crashed or RunStatus.Canceled or RunStatus.Expired):
                    logger.LogError("Run {RunId} ended as {Status}: {Error}", run.Id, status, run.Error);
                    break;
            }
        }
    }
}
