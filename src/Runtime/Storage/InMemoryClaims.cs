namespace Runnel.Storage;

/// <summary>The idempotency keys of the in-memory store. Guarded by the store's lock.</summary>
internal sealed class InMemoryClaims
{
    private readonly Dictionary<string, (IdempotencyClaim Claim, string RunId)> claims = new(StringComparer.Ordinal);
    private readonly PriorityQueue<IdempotencyClaim, DateTimeOffset> byAge = new();

    /// <summary>What is to become of runs that are to be created together.</summary>
    public CreateResult[] Judge(IReadOnlyList<NewRun> runs, Func<string, InMemoryRun?> find, DateTimeOffset now)
    {
        var own = new Dictionary<string, (IdempotencyClaim Claim, string RunId)>(StringComparer.Ordinal);
        var results = new CreateResult[runs.Count];
        for (var index = 0; index < results.Length; index++)
        {
            var run = runs[index];
            if (run.Idempotency is not { } wanted || find(run.RunId) is not null)
            {
                results[index] = new(CreateOutcome.Created, run.RunId);
            }
            else if (own.TryGetValue(wanted.Key, out var held) || (claims.TryGetValue(wanted.Key, out held) && Stands(held, find, now)))
            {
                results[index] = new(held.Claim.Fingerprint == wanted.Fingerprint ? CreateOutcome.Existing : CreateOutcome.Conflict, held.RunId);
            }
            else
            {
                own[wanted.Key] = (wanted, run.RunId);
                results[index] = new(CreateOutcome.Created, run.RunId);
            }
        }

        return results;
    }

    public void Add(NewRun run)
    {
        if (run.Idempotency is { } claim)
        {
            claims[claim.Key] = (claim, run.RunId);
            byAge.Enqueue(claim, claim.ExpiresAt);
        }
    }

    /// <summary>A run is forgotten. The key of one that completed stands on.</summary>
    public void Forget(InMemoryRun run)
    {
        if (run.Idempotency is { } claim && run.Head.Status != RunStatus.Completed && claims.TryGetValue(claim.Key, out var held) && held.RunId == run.Id)
        {
            claims.Remove(claim.Key);
        }
    }

    /// <summary>Forgets keys whose time is over.</summary>
    public void Prune(DateTimeOffset now)
    {
        while (byAge.TryPeek(out var oldest, out var expiresAt) && expiresAt <= now)
        {
            byAge.Dequeue();
            if (claims.TryGetValue(oldest.Key, out var held) && held.Claim == oldest)
            {
                claims.Remove(oldest.Key);
            }
        }
    }

    private static bool Stands((IdempotencyClaim Claim, string RunId) held, Func<string, InMemoryRun?> find, DateTimeOffset now) =>
        held.Claim.ExpiresAt > now
        && (find(held.RunId) is not { } run || !run.Head.Status.IsTerminal || run.Head.Status == RunStatus.Completed);
}
