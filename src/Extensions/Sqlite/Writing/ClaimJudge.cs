using Runnel.Storage;

namespace Runnel.Sqlite.Writing;

/// <summary>What is to become of runs that are to be created together: whose idempotency key is another's, and whose is free.</summary>
internal sealed class ClaimJudge(WriteSession session)
{
    private readonly Dictionary<string, (IdempotencyClaim Claim, string RunId)> own = new(StringComparer.Ordinal);

    public CreateResult[] Judge(IReadOnlyList<NewRun> runs)
    {
        var results = new CreateResult[runs.Count];
        for (var index = 0; index < results.Length; index++)
        {
            results[index] = Judge(runs[index]);
        }

        return results;
    }

    private CreateResult Judge(NewRun run)
    {
        if (run.Idempotency is not { } wanted || session.Find(run.RunId) is not null)
        {
            return new(CreateOutcome.Created, run.RunId);
        }

        if (Holder(wanted.Key) is { } held)
        {
            return new(held.Claim.Fingerprint == wanted.Fingerprint ? CreateOutcome.Existing : CreateOutcome.Conflict, held.RunId);
        }

        own[wanted.Key] = (wanted, run.RunId);
        return new(CreateOutcome.Created, run.RunId);
    }

    private (IdempotencyClaim Claim, string RunId)? Holder(string key) =>
        own.TryGetValue(key, out var held) ? held
        : session.Claims.Find(key) is { } stored && Stands(stored) ? stored
        : null;

    // A run that is not there any more has completed: the key of one that ended otherwise went with it.
    private bool Stands((IdempotencyClaim Claim, string RunId) held) =>
        held.Claim.ExpiresAt > session.Now
        && (session.Find(held.RunId) is not { Head.Status: var status } || !status.IsTerminal || status == RunStatus.Completed);
}
