using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Control;

/// <summary>Gives a run that is held back another time.</summary>
internal sealed class Rescheduling(RunLog log, string runId)
{
    private readonly string operation = $"reschedule/{log.Scheduler.NewId(log.Time.GetUtcNow()):N}";

    /// <exception cref="InvalidOperationException">The run is not held back, or has begun before.</exception>
    public async Task RunAsync(RunHead head, DateTimeOffset dueAt, CancellationToken cancellationToken)
    {
        for (RunHead? current = head; current is not null; current = await log.Store.GetAsync(runId, cancellationToken).ConfigureAwait(false))
        {
            if (current is not { Status: RunStatus.Delayed, Attempt: 0, DueAt: { } dueBefore })
            {
                throw new InvalidOperationException(
                    $"Run '{runId}' is {current.Status}{(current.Attempt > 0 ? " and has begun before" : "")}. Only a run that was triggered with a delay, and waits for its time, can be rescheduled.");
            }

            // A time that is over is now: what it has to live is not over with it.
            var now = log.Time.GetUtcNow();
            var next = dueAt > now ? dueAt : now;
            var life = current.ExpiresAt - dueBefore ?? TimeSpan.Zero;
            next = next < DateTimeOffset.MaxValue - life ? next : DateTimeOffset.MaxValue - life;
            var entry = new LogEntry(EntryKind.Rescheduled, attempt: 0, now, key: null, value: null);
            var result = await log.Store.AppendAsync(
                new OutsideAppend
                {
                    RunId = runId,
                    OperationId = operation,
                    ExpectedHead = current.Head,
                    Ownership = RunOwnership.Unowned,
                    Body = SegmentBuilder.Encode((entry, EntryBodies.Encode(new RescheduledBody(next), EntryBodies.Default.RescheduledBody))),
                    Change = new HeadChange { Status = RunStatus.Delayed, DueAt = next, ExpiresAt = current.ExpiresAt is null ? null : next + life },
                },
                cancellationToken).ConfigureAwait(false);
            if (result.Outcome.IsInLog)
            {
                return;
            }
        }

        throw new RunNotFoundException(runId);
    }
}
