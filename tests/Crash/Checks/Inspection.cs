using System.Text.Json;
using Runnel.Crash.Controller;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>Checks every run of a campaign that is over.</summary>
internal sealed class Inspection(
    IServiceProvider services, Testimonies testimonies, CampaignOptions options, CampaignBoard campaign, Findings findings)
{
    private static readonly IRunCheck[] Checks =
        [new LogCheck(), new ExecutionCheck(), new PromiseCheck(), new ReplayCheck(), new SubscriberCheck(), new OutcomeCheck(), new StepCheck()];

    private static readonly IRunCheck[] StreamChecks = [new ChunkCheck(), new ReturnCheck()];
    private static readonly IKinCheck[] KinChecks = [new FamilyCheck(), new BatchCheck(), new ScheduleCheck(), new OccupationCheck()];

    private readonly EvidenceReader evidence = new(services, testimonies, findings);
    private readonly Dictionary<int, string> numbers = [];
    private readonly List<RunEvidence> kin = [];
    private readonly Statistics statistics = new();

    public async Task<InspectionResult> RunAsync(CancellationToken cancellationToken)
    {
        var ids = await evidence.ListAsync(cancellationToken);
        foreach (var runId in ids)
        {
            if (await evidence.ReadAsync(runId, AssignmentOf, cancellationToken) is { } run)
            {
                CheckNumber(runId, run.Assigned);
                statistics.Add(run);
                var isStreaming = run.Assigned is { IsStreaming: true };
                foreach (var check in isStreaming ? [.. Checks, .. StreamChecks] : Checks)
                {
                    check.Check(run, (kind, message) => findings.Add(kind, runId, message));
                }

                kin.AddRange(isStreaming ? [] : [run]);
            }
        }

        var all = new Kin(kin, testimonies, options, campaign.QueueLimit, campaign.ClosedAt);
        statistics.Add(all);
        foreach (var check in KinChecks)
        {
            check.Check(all, findings);
        }

        var offender = findings.All.FirstOrDefault(finding => finding.RunId is not null)?.RunId;
        return new InspectionResult(ids.Count, statistics, offender, offender is null ? [] : await evidence.DescribeAsync(offender, cancellationToken));
    }

    private static Assignment? AssignmentOf(string taskId, JsonElement payload) =>
        taskId is Portioning.Id or Ticking.Id ? null : payload.Deserialize<Assignment>(StoredJson.Options)!;

    private void CheckNumber(string runId, Assignment? payload)
    {
        if (payload is null)
        {
            return;
        }

        if (payload != options.Assign(payload.Number))
        {
            findings.Add(FindingKind.Broken, runId, $"Its payload is not what was triggered: {payload}");
        }

        if (!numbers.TryAdd(payload.Number, runId))
        {
            findings.Add(FindingKind.Duplicated, runId, $"Number {payload.Number} was triggered once, and {numbers[payload.Number]} has it too.");
        }
    }
}

/// <summary>What there was to inspect.</summary>
/// <param name="Runs">How many runs.</param>
/// <param name="Statistics">What happened to them.</param>
/// <param name="Offender">The first run with a finding, if there is one.</param>
/// <param name="OffenderLog">Its log, for people.</param>
internal sealed record InspectionResult(int Runs, Statistics Statistics, string? Offender, IReadOnlyList<string> OffenderLog);
