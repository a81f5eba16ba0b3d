using System.Text.Json;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Crash.Tasks;
using Runnel.Storage;

namespace Runnel.Crash.Checks;

/// <summary>Gathers what there is of each run: from the store, from a client, from the journals.</summary>
internal sealed class EvidenceReader(IServiceProvider services, Testimonies testimonies, Findings findings)
{
    private const int PageLimit = 1_000;
    private static readonly TimeSpan ReplayTimeout = TimeSpan.FromSeconds(15);

    private readonly IRunStore store = services.GetRequiredService<IRunStore>();
    private readonly IRunnelClient client = services.GetRequiredService<IRunnelClient>();

    /// <summary>All runs of the store; what the journals name besides is noted.</summary>
    public async Task<IReadOnlyCollection<string>> ListAsync(CancellationToken cancellationToken)
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
        foreach (var confirmed in testimonies.Runs.Keys.Except(ids, StringComparer.Ordinal))
        {
            findings.Add(FindingKind.Lost, confirmed, "A journal names the run, and the store does not have it.");
        }

        return ids;
    }

    /// <summary>All that is known of one run; nothing where it cannot be read, which is noted.</summary>
    /// <param name="runId">The run.</param>
    /// <param name="assignmentOf">What of its payload is an assignment, by its task.</param>
    /// <param name="cancellationToken">Gives it up.</param>
    public async Task<RunEvidence?> ReadAsync(string runId, Func<string, JsonElement, Assignment?> assignmentOf, CancellationToken cancellationToken)
    {
        try
        {
            var head = await store.GetAsync(runId, cancellationToken);
            var entries = await StoredLog.ReadAsync(store, runId, findings, cancellationToken);
            var payload = JsonDocument.Parse(entries[0].Json).RootElement.GetProperty("payload");
            var assigned = assignmentOf(head!.TaskId, payload);
            var parts = head.Status.IsTerminal ? await ReplayAsync(token => client.SubscribeAsync(runId, cancellationToken: token), cancellationToken) : [];
            return new RunEvidence(head, entries, parts, payload, assigned, testimonies.Runs.GetValueOrDefault(runId) ?? new Testimony());
        }
        catch (Exception exception) when (!cancellationToken.IsCancellationRequested)
        {
            var kind = exception is RunDamagedException ? FindingKind.Lost : exception is OperationCanceledException ? FindingKind.Stuck : FindingKind.Broken;
            findings.Add(kind, runId, exception is OperationCanceledException ? $"Its replay did not end within {ReplayTimeout.TotalSeconds:0} s." : $"It cannot be read: {exception}");
            return null;
        }
    }

    /// <summary>A run's log, for people.</summary>
    public async Task<IReadOnlyList<string>> DescribeAsync(string runId, CancellationToken cancellationToken)
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

    /// <summary>All that a subscription gives, which must end by itself, and soon.</summary>
    public static async Task<IReadOnlyList<TPart>> ReplayAsync<TPart>(Func<CancellationToken, IAsyncEnumerable<TPart>> subscribe, CancellationToken cancellationToken)
    {
        using var giveUp = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken);
        giveUp.CancelAfter(ReplayTimeout);
        var parts = new List<TPart>();
        await foreach (var part in subscribe(giveUp.Token))
        {
            parts.Add(part);
        }

        return parts;
    }
}
