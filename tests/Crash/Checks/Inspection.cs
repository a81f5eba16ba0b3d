using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Crash.Controller;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks;
using Runnel.Storage;

namespace Runnel.Crash.Checks;

/// <summary>Checks every run of a campaign that is over.</summary>
internal sealed class Inspection(
    IServiceProvider services, Testimonies testimonies, CampaignOptions options, CampaignBoard campaign, Findings findings)
{
    private const int PageLimit = 1_000;
    private static readonly TimeSpan ReplayTimeout = TimeSpan.FromSeconds(15);

    private static readonly IRunCheck[] Checks =
        [new LogCheck(), new ExecutionCheck(), new PromiseCheck(), new ReplayCheck(), new SubscriberCheck(), new OutcomeCheck(), new StepCheck()];

    private static readonly IRunCheck[] StreamChecks = [new ChunkCheck(), new ReturnCheck()];
    private static readonly IKinCheck[] KinChecks = [new FamilyCheck(), new BatchCheck(), new ScheduleCheck(), new OccupationCheck()];

    private readonly IRunStore store = services.GetRequiredService<IRunStore>();
    private readonly IRunnelClient client = services.GetRequiredService<IRunnelClient>();
    private readonly Dictionary<int, string> numbers = [];
    private readonly List<RunEvidence> kin = [];
    private readonly Statistics statistics = new();

    public async Task<InspectionResult> RunAsync(CancellationToken cancellationToken)
    {
        var ids = await ListAsync(cancellationToken);
        foreach (var confirmed in testimonies.Runs.Keys.Except(ids, StringComparer.Ordinal))
        {
            findings.Add(FindingKind.Lost, confirmed, "A journal names the run, and the store does not have it.");
        }

        foreach (var runId in ids)
        {
            if (await GatherAsync(runId, cancellationToken) is { } run)
            {
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
        return new InspectionResult(ids.Count, statistics, offender, offender is null ? [] : await DescribeAsync(offender, cancellationToken));
    }

    private async Task<IReadOnlyList<string>> DescribeAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            return [.. (await StoredLog.ReadAsync(store, runId, new Findings(), cancellationToken)).Select(entry => entry.ToString())];
        }
        catch (Exception exception) when (exception is not OperationCanceledException)
        {
            return [$"The log cannot be read: {exception.Message}"];
        }
    }

    private async Task<HashSet<string>> ListAsync(CancellationToken cancellationToken)
    {
        var ids = new HashSet<string>(StringComparer.Ordinal);
        IReadOnlyList<RunSummary> page;
        string? before = null;
        do
        {
            page = await client.ListAsync(new RunQuery { Before = before, Limit = PageLimit }, cancellationToken);
            foreach (var again in page.Where(run => !ids.Add(run.Id)))
            {
                findings.Add(FindingKind.Duplicated, again.Id, "The list of runs has it twice.");
            }

            before = page is [.., var last] ? last.Id : before;
        }
        while (page.Count == PageLimit);
        return ids;
    }

    private async Task<RunEvidence?> GatherAsync(string runId, CancellationToken cancellationToken)
    {
        try
        {
            var head = await store.GetAsync(runId, cancellationToken);
            var entries = await StoredLog.ReadAsync(store, runId, findings, cancellationToken);
            var payload = JsonDocument.Parse(entries[0].Json).RootElement.GetProperty("payload");
            var assigned = head!.TaskId is Portioning.Id or Ticking.Id ? null : payload.Deserialize<Assignment>(StoredJson.Options)!;
            CheckNumber(runId, assigned);
            var parts = head.Status.IsTerminal ? await ReplayAsync(runId, cancellationToken) : [];
            return new RunEvidence(head, entries, parts, payload, assigned, testimonies.Runs.GetValueOrDefault(runId) ?? new Testimony());
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var kind = exception is RunDamagedException ? FindingKind.Lost : exception is OperationCanceledException ? FindingKind.Stuck : FindingKind.Broken;
            findings.Add(kind, runId, exception is OperationCanceledException ? $"Its replay did not end within {ReplayTimeout.TotalSeconds:0} s." : $"It cannot be read: {exception}");
            return null;
        }
    }

    private async Task<IReadOnlyList<RunPart>> ReplayAsync(string runId, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        giveUp.CancelAfter(ReplayTimeout);
        var parts = new List<RunPart>();
        await foreach (var part in client.SubscribeAsync(runId, cancellationToken: giveUp.Token))
        {
            parts.Add(part);
        }

        return parts;
    }

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
