using System.Text.Json;
using Runnel;

namespace Ops.Replay;

/// <summary>Runs again what failed since yesterday, of whichever task; knows none of their types.</summary>
public sealed class ReplayCommand(IRunnelClient runs, TimeProvider time, TextWriter output)
{
    public async Task<int> RunAsync(string taskId, bool dryRun, CancellationToken cancellationToken)
    {
        var since = time.GetUtcNow().AddDays(-1);
        var failed = await runs.ListAsync(new RunQuery { TaskId = taskId, Status = RunStatus.Failed, Limit = 1000 }, cancellationToken);
        var stillFailing = 0;
        foreach (var summary in failed.Where(run => run.FinishedAt >= since))
        {
            if (dryRun)
            {
                var run = await runs.GetAsync(summary.Id, cancellationToken);
                await output.WriteLineAsync($"{summary.Id} {run?.Error?.Message}");
                continue;
            }

            var again = await runs.ReplayAsync(summary.Id, cancellationToken);
            await output.WriteLineAsync($"{summary.Id} -> {again}");
            if (await FollowAsync(again, cancellationToken) is not RunStatus.Completed)
            {
                stillFailing++;
            }
        }

        return stillFailing;
    }

    private async Task<RunStatus> FollowAsync(string runId, CancellationToken cancellationToken)
    {
        var status = RunStatus.Queued;
        var chunks = new SortedDictionary<string, int>(StringComparer.Ordinal);
        await foreach (var part in runs.SubscribeAsync(runId, cancellationToken: cancellationToken))
        {
            switch (part)
            {
                case RunPart.Run(var run):
                    status = run.Status;
                    break;
                case RunPart.Chunk(var key, { ValueKind: not JsonValueKind.Null }):
                    chunks[key] = chunks.GetValueOrDefault(key) + 1;
                    break;
                case RunPart.StreamEnded(var key, not StreamEndReason.Completed, var error):
                    await output.WriteLineAsync($"  {key}: {error?.Message ?? "cut off"}");
                    break;
            }
        }

        await output.WriteLineAsync($"  {status}; {string.Join(", ", chunks.Select(chunk => $"{chunk.Value} of {chunk.Key}"))}");
        return status;
    }
}
