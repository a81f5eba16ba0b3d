using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreWithoutKeys(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) => run with { Idempotency = null };
}

internal sealed class StoreWithoutFingerprints(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) => run with { Idempotency = run.Idempotency is { } claim ? claim with { Fingerprint = "" } : null };
}

internal sealed class StoreThatLowersIdempotencyKeys(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) =>
        run with { Idempotency = run.Idempotency is { } claim ? claim with { Key = claim.Key.ToUpperInvariant() } : null };
}

internal sealed class StoreWhoseKeysStandForever(IRunStore inner) : StoreThatChangesWhatItCreates(inner)
{
    protected override NewRun Change(NewRun run) =>
        run with { Idempotency = run.Idempotency is { } claim ? claim with { ExpiresAt = DateTimeOffset.MaxValue } : null };
}

/// <summary>A commit for each run.</summary>
internal sealed class StoreThatCreatesOneByOne(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        // The last one first, so that the key is not the first one's.
        var results = new List<CreateResult>();
        foreach (var run in runs.Reverse())
        {
            results.Insert(0, (await Inner.CreateAsync([run], cancellationToken))[0]);
        }

        return results;
    }
}

internal sealed class StoreThatCreatesWhatItCan(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        var results = await Inner.CreateAsync(runs, cancellationToken);
        await Inner.CreateAsync([.. runs.Where((_, index) => results[index].Outcome != CreateOutcome.Conflict)], cancellationToken);
        return results;
    }
}

internal sealed class StoreThatTakesRepeatsForOthers(IRunStore inner) : DelegatingStore(inner)
{
    private readonly HashSet<string> seen = new(StringComparer.Ordinal);

    public override async ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        var isRepeated = !seen.Add(runs[0].RunId);
        var results = await Inner.CreateAsync(runs, cancellationToken);
        return isRepeated ? [.. results.Select(result => result with { Outcome = CreateOutcome.Existing })] : results;
    }
}

/// <summary>Right where nobody else creates at the same time; and it does not ask how a run ended.</summary>
internal sealed class StoreThatLooksForTheKeyBeforeItLocks(IRunStore inner) : DelegatingStore(inner)
{
    private readonly System.Collections.Concurrent.ConcurrentDictionary<string, string> known = new(StringComparer.Ordinal);

    public override async ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        var key = runs[0].Idempotency?.Key ?? runs[0].RunId;
        if (known.TryGetValue(key, out var runId))
        {
            return [new(CreateOutcome.Existing, runId)];
        }

        await Task.Delay(TimeSpan.FromMilliseconds(1), cancellationToken);
        known[key] = runs[0].RunId;
        return await Inner.CreateAsync([.. runs.Select(run => run with { Idempotency = null })], cancellationToken);
    }
}

/// <summary>It keeps a key with the run's row.</summary>
internal sealed class StoreThatForgetsKeysWithTheirRuns(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        var results = await Inner.CreateAsync(runs, cancellationToken);
        try
        {
            await Inner.GetAsync(results[0].RunId, cancellationToken);
            return results;
        }
        catch (RunGoneException)
        {
            return await Inner.CreateAsync([.. runs.Select(run => run with { Idempotency = null })], cancellationToken);
        }
    }
}

internal sealed class StoreThatTakesEachKeyForTaken(IRunStore inner) : DelegatingStore(inner)
{
    public override async ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken) =>
        [.. (await Inner.CreateAsync(runs, cancellationToken)).Select(result => result with { Outcome = CreateOutcome.Existing })];
}
