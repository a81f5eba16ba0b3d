using Runnel.Definitions;
using Runnel.Json;
using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Execution;

/// <summary>
/// The runs that one execution's task triggers. They are created by the append that notes them, so that a late execution creates none; what an
/// earlier execution triggered is joined again by the same call, if it is live or has completed. Runs of global keys are created before it: their key
/// has them created once, whoever asks, and they belong to nobody.
/// </summary>
internal sealed class ChildRuns(ExecutionEnvironment environment, RunWriter writer, RunState state, RunWaits waits, AwaitedRuns awaited)
{
    private readonly Lock gate = new();
    private Dictionary<string, int>? calls;
    private Dictionary<string, ChildBody>? known = state.Children.Count > 0 ? new(state.Children, StringComparer.Ordinal) : null;
    private KeysUnderWay? underWay;

    public RunLog Log => environment.Log;

    /// <summary>How far below the root the children stand.</summary>
    private int Depth => (state.Lineage?.Depth ?? 0) + 1;

    /// <summary>Triggers runs, in one commit, or joins those that are there; a batch of which all are, is the one that it was then.</summary>
    public async ValueTask<RunBatch> TriggerAsync(IReadOnlyList<ChildCall> calls, string? batchId, CancellationToken cancellationToken)
    {
        var keys = KeysOf(calls);
        using var hold = await TakeNamedAsync(calls, keys, cancellationToken).ConfigureAwait(false);
        var children = await JoinAsync(calls, keys, OriginOf(batchId, isAwaited: false), cancellationToken).ConfigureAwait(false);
        var created = children.Where(child => child.Run is not null).ToList();
        if (created.Count > 0)
        {
            await writer.AppendOrThrowAsync(change: null, [.. created.Select(child => child.Run!)], Triggered(created)).ConfigureAwait(false);
            Note(created);
        }

        var joined = created.Count == 0 ? children[0].Head?.BatchId : null;
        return new RunBatch(joined ?? batchId ?? "", [.. children.Select(child => child.RunId)]);
    }

    /// <summary>Triggers runs, in one commit, or joins those that are there, and waits for the end of all.</summary>
    /// <returns>How they ended, in order.</returns>
    public async ValueTask<IReadOnlyList<RunResult>> TriggerAndWaitAsync(IReadOnlyList<ChildCall> calls, string? batchId, CancellationToken cancellationToken)
    {
        // A method of its own: what it works with need not be kept while the run waits.
        var (runIds, isWaiting) = await TriggerAndBeginToWaitAsync(calls, batchId, cancellationToken).ConfigureAwait(false);
        try
        {
            return await awaited.ResultsAsync(runIds, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (isWaiting)
            {
                await waits.EndAsync().ConfigureAwait(false);
            }
        }
    }

    private async ValueTask<(string[] RunIds, bool IsWaiting)> TriggerAndBeginToWaitAsync(
        IReadOnlyList<ChildCall> calls, string? batchId, CancellationToken cancellationToken)
    {
        var keys = KeysOf(calls);
        using var hold = await TakeNamedAsync(calls, keys, cancellationToken).ConfigureAwait(false);
        var children = await JoinAsync(calls, keys, OriginOf(batchId, isAwaited: true), cancellationToken).ConfigureAwait(false);
        var isWaiting = !children.All(child => child.Head is { Status.IsTerminal: true });
        if (isWaiting)
        {
            var created = children.Where(child => child.Run is not null).ToList();
            await waits.BeginAsync([.. created.Select(child => child.Run!)], created.Count > 0 ? [Triggered(created)] : []).ConfigureAwait(false);
            Note(created);
            awaited.Add(children.Where(child => child.IsOwn).Select(child => child.RunId));
        }

        return ([.. children.Select(child => child.RunId)], isWaiting);
    }

    /// <summary>Waits for the end of a run that is known, a child or not. It is nobody's to cancel.</summary>
    public async ValueTask<RunResult> WaitAsync(string runId, CancellationToken cancellationToken)
    {
        if (await awaited.FindAsync(runId, cancellationToken).ConfigureAwait(false) is null or { Status.IsTerminal: true })
        {
            return (await awaited.ResultsAsync([runId], cancellationToken).ConfigureAwait(false))[0];
        }

        await waits.BeginAsync([], []).ConfigureAwait(false);
        try
        {
            return (await awaited.ResultsAsync([runId], cancellationToken).ConfigureAwait(false))[0];
        }
        finally
        {
            await waits.EndAsync().ConfigureAwait(false);
        }
    }

    // Which calls are identical is decided by their order, before anything is awaited.
    private List<string> KeysOf(IReadOnlyList<ChildCall> calls) =>
        Depth > environment.Options.MaxDepth
            ? throw new RunDepthException(state.RunId, calls[0].Contract.Id, environment.Options.MaxDepth)
            : [.. calls.Select(KeyOf)];

    private ValueTask<IDisposable?> TakeNamedAsync(IReadOnlyList<ChildCall> calls, List<string> keys, CancellationToken cancellationToken)
    {
        if (!calls.Any(call => call.IsKeyed))
        {
            return default;
        }

        lock (gate)
        {
            underWay ??= new(environment.Log.Scheduler);
        }

        return underWay.TakeAsync(keys.Where((_, index) => calls[index].IsKeyed).ToHashSet(StringComparer.Ordinal), cancellationToken);
    }

    private RunOrigin OriginOf(string? batchId, bool isAwaited) =>
        new(new LineageBody(state.RunId, state.Lineage?.RootId ?? state.RunId, Depth), isAwaited, batchId);

    private async ValueTask<List<Child>> JoinAsync(IReadOnlyList<ChildCall> calls, List<string> keys, RunOrigin origin, CancellationToken cancellationToken)
    {
        var children = new List<Child>(calls.Count);
        for (var index = 0; index < calls.Count; index++)
        {
            try
            {
                await awaited.RequireQueueAsync(environment.Runs, calls[index].Options, cancellationToken).ConfigureAwait(false);
                children.Add(await JoinAsync(calls[index], keys[index], origin, children, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception exception) when (origin.BatchId is not null && exception is QueueNotFoundException or IdempotencyKeyReusedException)
            {
                throw new BatchItemException(index, exception);
            }
        }

        await CreateClaimedAsync(children, origin, cancellationToken).ConfigureAwait(false);
        return children;
    }

    private async ValueTask<Child> JoinAsync(ChildCall call, string key, RunOrigin origin, List<Child> batch, CancellationToken cancellationToken)
    {
        // Keys that the user did not choose are numbered: no two are the same.
        if (call.IsKeyed && batch.Find(child => child.Key == key) is { } twin)
        {
            ThrowIfAnother(call, twin.Fingerprint, twin.RunId);
            return twin with { Run = null };
        }

        var fingerprint = call.IsKeyed ? PayloadHash.Of(call.Contract.Id, call.Payload) : null;
        while (Find(key) is { } earlier)
        {
            ThrowIfAnother(call, earlier.Fingerprint, earlier.RunId);

            // One that is to be canceled is as good as canceled, however long its task takes to stop.
            if (await awaited.FindAsync(earlier.RunId, cancellationToken).ConfigureAwait(false) is { } head
                && (head.Status == RunStatus.Completed || (!head.Status.IsTerminal && head.Intent != RunIntent.Cancel)))
            {
                return new Child(key, earlier.RunId, Run: null, head, IsOwn: earlier.IsAwaited, fingerprint);
            }

            if (call.IsKeyed)
            {
                break;
            }

            // A call that failed and was made again has left a run of the next number, which may have completed.
            key = KeyOf(call);
        }

        // A run of a global key is nobody's alone: others may wait for it, or count on it.
        origin = call.IsKeyedGlobally ? origin with { IsAwaited = false } : origin;
        var run = environment.Runs.Create(call.Contract, call.Payload, call.Options, origin);
        run = call.IsKeyedGlobally ? run with { Idempotency = environment.Runs.ClaimOf(call.Contract, call.Payload, call.Options!) } : run;
        return new Child(key, run.RunId, run, Head: null, IsOwn: origin.IsAwaited, fingerprint);
    }

    // Keys that are unique among all runs: the store decides, of all at once, and creating a run twice is the same as once.
    private async ValueTask CreateClaimedAsync(List<Child> children, RunOrigin origin, CancellationToken cancellationToken)
    {
        var claimed = children.Where(child => child.Run is { Idempotency: not null }).ToList();
        if (claimed.Count == 0)
        {
            return;
        }

        var results = await awaited.CreateAsync([.. claimed.Select(child => child.Run!)], cancellationToken).ConfigureAwait(false);
        foreach (var (child, result) in claimed.Zip(results))
        {
            if (result.Outcome == CreateOutcome.Conflict)
            {
                var conflict = new IdempotencyKeyReusedException(child.Run!.Idempotency!.Key, result.RunId);
                throw origin.BatchId is null ? conflict : new BatchItemException(children.IndexOf(child), conflict);
            }
        }

        foreach (var (child, result) in claimed.Zip(results))
        {
            if (origin.IsAwaited && result.Outcome == CreateOutcome.Existing)
            {
                await ThrowIfAboveAsync(result.RunId, child.Run!.Idempotency!.Key, cancellationToken).ConfigureAwait(false);
            }

            for (var index = children.IndexOf(child); index < children.Count; index++)
            {
                children[index] = children[index].Key == child.Key ? child with { RunId = result.RunId, Run = null } : children[index];
            }
        }
    }

    // Who waits for a run that waits for it waits for ever; a run above that does not wait is refused as well, for nobody can tell the two apart by keys.
    private async ValueTask ThrowIfAboveAsync(string runId, string key, CancellationToken cancellationToken)
    {
        for (var above = state.RunId; above is not null; above = (await awaited.FindAsync(above, cancellationToken).ConfigureAwait(false))?.ParentId)
        {
            if (above == runId)
            {
                throw new InvalidOperationException(
                    $"Run '{state.RunId}' cannot wait for the run of the idempotency key '{key}': it is '{runId}', this run itself or one above it. Use another key, or IdempotencyScope.Run.");
            }
        }
    }

    private static void ThrowIfAnother(ChildCall call, string? fingerprint, string runId)
    {
        if (call.IsKeyed && fingerprint != PayloadHash.Of(call.Contract.Id, call.Payload))
        {
            throw new IdempotencyKeyReusedException(call.Options!.IdempotencyKey!, runId);
        }
    }

    // One that the user names, or: the k-th call of this task with this payload, in the step that calls.
    private string KeyOf(ChildCall call)
    {
        if (call.IsKeyed)
        {
            return (call.IsKeyedGlobally ? "global/" : "key/") + call.Options!.IdempotencyKey;
        }

        var name = AmbientRun.Current?.Step + PayloadHash.Of(call.Contract.Id, call.Payload);
        lock (gate)
        {
            calls ??= new(StringComparer.Ordinal);
            var number = calls[name] = calls.GetValueOrDefault(name) + 1;
            return $"{name}/{number}";
        }
    }

    private ChildBody? Find(string key)
    {
        lock (gate)
        {
            return known?.GetValueOrDefault(key);
        }
    }

    private void Note(List<Child> created)
    {
        lock (gate)
        {
            known ??= new(StringComparer.Ordinal);
            foreach (var child in created)
            {
                known[child.Key] = child.Body;
            }
        }
    }

    private (LogEntry Entry, byte[] Json) Triggered(List<Child> created) => (
        writer.NewEntry(EntryKind.ChildrenTriggered),
        EntryBodies.Encode([.. created.Select(child => child.Body)], EntryBodies.Default.ListChildBody));

    /// <summary>A child of this execution.</summary>
    /// <param name="Key">By what a later execution joins it.</param>
    /// <param name="RunId">The run.</param>
    /// <param name="Run">The run to create; nothing where it is there.</param>
    /// <param name="Head">Where it stood, where it was joined.</param>
    /// <param name="IsOwn">Whether it is waited for, and lives no longer than its parent.</param>
    /// <param name="Fingerprint">What it is to do, where the user named it.</param>
    private sealed record Child(string Key, string RunId, NewRun? Run, RunHead? Head, bool IsOwn, string? Fingerprint)
    {
        public ChildBody Body => new(Key, RunId, Run!.TaskId, IsOwn, Fingerprint);
    }
}

/// <summary>A call that triggers a run, and has been validated.</summary>
internal sealed record ChildCall(TaskContract Contract, ReadOnlyMemory<byte> Payload, TriggerOptions? Options)
{
    public bool IsKeyed => Options?.IdempotencyKey is not null;

    public bool IsKeyedGlobally => IsKeyed && Options!.IdempotencyScope == IdempotencyScope.Global;
}
