using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Runnel;
using Part = Humongous.Insurance.AssessClaim.StreamPart;

namespace Humongous.Insurance;

public sealed record Claim(string Policy, string Description, decimal Amount);

public sealed record Finding(string Rule, bool Passed);

public sealed record Assessment(bool Accepted, string Reason);

[Streams]
public sealed partial record AssessStreams(TaskStream<Finding> Findings);

public interface IRule
{
    string Name { get; }

    ValueTask<bool> CheckAsync(Claim claim, CancellationToken cancellationToken);
}

[Task("assess-claim")]
public sealed partial class AssessClaim(IEnumerable<IRule> rules)
{
    public async Task<Assessment> RunAsync(Claim claim, AssessStreams streams, CancellationToken cancellationToken)
    {
        foreach (var rule in rules)
        {
            var finding = new Finding(rule.Name, await rule.CheckAsync(claim, cancellationToken));
            await streams.Findings.WriteAsync(finding, cancellationToken);
            if (!finding.Passed)
            {
                return new Assessment(false, finding.Rule);
            }
        }

        return new Assessment(true, "all rules passed");
    }
}

/// <summary>Follows a claim over interruptions of the store: goes on after the part that was seen last.</summary>
public sealed class ClaimFeed(AssessClaim.TaskClient claims, TimeProvider time, ILogger<ClaimFeed> logger)
{
    private const int MaxInterruptions = 5;

    public async IAsyncEnumerable<Part> FollowAsync(string runId, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RunCursor? after = null;
        var interruptions = 0;
        while (true)
        {
            await using var parts = claims.SubscribeAsync(runId, new SubscribeOptions { After = after }, cancellationToken).GetAsyncEnumerator(cancellationToken);
            while (true)
            {
                Part part;
                try
                {
                    if (!await parts.MoveNextAsync())
                    {
                        yield break;
                    }

                    part = parts.Current;
                }
                catch (IOException exception) when (++interruptions <= MaxInterruptions)
                {
                    logger.LogWarning(exception, "The claim {RunId} is followed again after {Cursor}.", runId, after);
                    break;
                }

                after = part.Cursor;
                yield return part;
            }

            await Task.Delay(TimeSpan.FromSeconds(interruptions), time, cancellationToken);
        }
    }

    public async Task<string> ExplainAsync(string runId, CancellationToken cancellationToken)
    {
        var failed = new List<string>();
        Assessment? assessment = null;
        await foreach (var part in FollowAsync(runId, cancellationToken))
        {
            switch (part)
            {
                case Part.Findings({ Passed: false, Rule: var rule }):
                    failed.Add(rule);
                    break;
                case Part.Run({ Output: { } output }):
                    assessment = output;
                    break;
            }
        }

        return assessment is { Accepted: true } ? "accepted" : $"declined: {string.Join(", ", failed.Distinct())}";
    }
}
