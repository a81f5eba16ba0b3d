using System.Text.Json;
using Runnel.Control;
using Runnel.Definitions;
using Runnel.Diagnostics;
using Runnel.Execution;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Clients;

/// <summary>The connection of clients in the same process as the store. What a task's code triggers through it are children of its run.</summary>
internal sealed class LocalConnection(RunLog log, TaskRegistry tasks, RunFactory runs) : RunConnection
{
    private static readonly TimeSpan FirstRetry = TimeSpan.FromMilliseconds(20);
    private static readonly TimeSpan LastRetry = TimeSpan.FromMilliseconds(320);

    internal override JsonSerializerOptions Json => tasks.Json;

    internal override bool IsOfRun => AmbientRun.Of(log) is not null;

    internal override TaskContract ContractOf(string taskId) => tasks.Contract(taskId);

    internal override async Task<RunBatch> TriggerAsync(IReadOnlyList<TriggerCall> calls, string? batchId, CancellationToken cancellationToken)
    {
        var valid = Validate(calls, isBatch: batchId is not null);
        var batch = AmbientRun.Of(log) is { } parent
            ? await parent.TriggerAsync(valid, batchId, cancellationToken).ConfigureAwait(false)
            : new RunBatch(batchId ?? "", await CreateAsync(valid, batchId, cancellationToken).ConfigureAwait(false));
        Count(valid);
        return batch;
    }

    // Not async: what the call was made of need not be kept while a task's run waits.
    internal override Task<IReadOnlyList<RunResult>> TriggerAndWaitAsync(IReadOnlyList<TriggerCall> calls, string? batchId, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (AmbientRun.Of(log) is not { } parent)
        {
            return TriggerAndWaitOutsideAsync(calls, batchId, cancellationToken);
        }

        var valid = Validate(calls, isBatch: batchId is not null);
        Count(valid);
        return parent.TriggerAndWaitAsync(valid, batchId, cancellationToken).AsTask();
    }

    internal override async Task<RunResult> CallAsync(TriggerCall call, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        if (AmbientRun.Of(log) is not null)
        {
            // A run waits for its children, and cancels what it gives up.
            return (await TriggerAndWaitAsync([call], batchId: null, cancellationToken).ConfigureAwait(false))[0];
        }

        // Not to be given up between its creation and the news of it: nobody would cancel it.
        var batch = await TriggerAsync([call], batchId: null, CancellationToken.None).ConfigureAwait(false);
        try
        {
            return await WaitAsync(batch.RunIds[0], cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (cancellationToken.IsCancellationRequested && call.Options?.IdempotencyKey is null)
        {
            await Cancellation.CancelAsync(log, batch.RunIds[0], CancellationToken.None).ConfigureAwait(false);
            throw;
        }
    }

    internal override async Task<RunResult> WaitAsync(string runId, CancellationToken cancellationToken)
    {
        if (AmbientRun.Of(log) is { } waiting)
        {
            return await waiting.WaitAsync(runId, cancellationToken).ConfigureAwait(false);
        }

        var head = await log.Endings.WaitAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(runId);
        return await RunResult.ReadAsync(log.Store, head, cancellationToken).ConfigureAwait(false);
    }

    internal override async ValueTask<RunHead> HeadAsync(string runId, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(runId);
        return await log.Store.GetAsync(runId, cancellationToken).ConfigureAwait(false) ?? throw new RunNotFoundException(runId);
    }

    internal override ValueTask<RunState> StateAsync(RunHead head, long upTo, CancellationToken cancellationToken) =>
        RunState.ReadAsync(log.Store, head.RunId, head.TaskId, upTo, cancellationToken);

    internal override IAsyncEnumerable<CommittedSegment> FollowAsync(string runId, long after, CancellationToken cancellationToken) =>
        Subscription.FollowAsync(log, runId, after, cancellationToken);

    internal override IAsyncEnumerable<RunState> FollowAllAsync(RunQuery query, bool isComplete, CancellationToken cancellationToken) =>
        RunSetSubscription.FollowAsync(log, query, isComplete, cancellationToken);

    internal override Task CancelAsync(RunHead head, CancellationToken cancellationToken) =>
        new Cancellation(log, head.RunId).RunAsync(head, cancellationToken);

    internal override Task RescheduleAsync(RunHead head, DateTimeOffset dueAt, CancellationToken cancellationToken) =>
        new Rescheduling(log, head.RunId).RunAsync(head, dueAt, cancellationToken);

    internal override ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken) =>
        log.Store.ListAsync(query, cancellationToken);

    internal override string NewBatchId() => $"batch_{log.Scheduler.NewId(log.Time.GetUtcNow()):N}";

    private async Task<IReadOnlyList<RunResult>> TriggerAndWaitOutsideAsync(IReadOnlyList<TriggerCall> calls, string? batchId, CancellationToken cancellationToken)
    {
        var batch = await TriggerAsync(calls, batchId, cancellationToken).ConfigureAwait(false);
        var results = new List<RunResult>(batch.RunIds.Count);
        foreach (var runId in batch.RunIds)
        {
            results.Add(await WaitAsync(runId, cancellationToken).ConfigureAwait(false));
        }

        return results;
    }

    private static void Count(IReadOnlyList<ChildCall> calls)
    {
        foreach (var call in calls)
        {
            RunnelDiagnostics.RunsTriggered.Add(1, new KeyValuePair<string, object?>("task", call.Contract.Id));
        }
    }

    private List<ChildCall> Validate(IReadOnlyList<TriggerCall> calls, bool isBatch)
    {
        var valid = new List<ChildCall>(calls.Count);
        for (var index = 0; index < calls.Count; index++)
        {
            var call = calls[index];
            try
            {
                var payload = call.Encode();
                runs.Validate(call.Contract, payload, call.Options);
                valid.Add(new ChildCall(call.Contract, payload, call.Options));
            }
            catch (Exception exception) when (isBatch && exception is RunnelException or ArgumentException)
            {
                throw new BatchItemException(index, exception);
            }
        }

        return valid;
    }

    private async Task<IReadOnlyList<string>> CreateAsync(List<ChildCall> calls, string? batchId, CancellationToken cancellationToken)
    {
        var created = new List<NewRun>(calls.Count);
        foreach (var call in calls)
        {
            try
            {
                created.Add(await RunOfAsync(call, batchId, cancellationToken).ConfigureAwait(false));
            }
            catch (Exception exception) when (batchId is not null && exception is QueueNotFoundException or ArgumentException)
            {
                throw new BatchItemException(created.Count, exception);
            }
        }

        var results = await CreateAsync(created, cancellationToken).ConfigureAwait(false);
        for (var index = 0; index < results.Count; index++)
        {
            if (results[index].Outcome == CreateOutcome.Conflict)
            {
                var conflict = new IdempotencyKeyReusedException(calls[index].Options!.IdempotencyKey!, results[index].RunId);
                throw batchId is null ? conflict : new BatchItemException(index, conflict);
            }
        }

        return [.. results.Select(result => result.RunId)];
    }

    private async ValueTask<NewRun> RunOfAsync(ChildCall call, string? batchId, CancellationToken cancellationToken)
    {
        if (call.Options?.IdempotencyScope == IdempotencyScope.Run)
        {
            throw new ArgumentException("TriggerOptions.IdempotencyScope is Run, but nothing is triggered by a run here. Use Global.", nameof(call));
        }

        await runs.RequireQueueAsync(call.Options, cancellationToken).ConfigureAwait(false);
        var run = runs.Create(call.Contract, call.Payload, call.Options, RunOrigin.Root with { BatchId = batchId });
        return call.IsKeyed ? run with { Idempotency = runs.ClaimOf(call.Contract, call.Payload, call.Options!) } : run;
    }

    // The ids are ours: where only the answer was lost, creating the runs again changes nothing.
    private async Task<IReadOnlyList<CreateResult>> CreateAsync(List<NewRun> created, CancellationToken cancellationToken)
    {
        for (var retry = FirstRetry; ; retry *= 4)
        {
            try
            {
                return await log.Store.CreateAsync(created, cancellationToken).ConfigureAwait(false);
            }
            catch (Exception exception) when (retry <= LastRetry && exception is not (RunnelException or OperationCanceledException))
            {
                await log.Scheduler.DelayAsync(retry, log.Time, cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
