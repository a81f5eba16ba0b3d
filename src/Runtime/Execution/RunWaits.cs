using Runnel.Leases;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Execution;

/// <summary>
/// What one execution waits for. While anything is waited for the run is Waiting and holds no slot of its queue and no place of its worker; what
/// arrives meanwhile is delivered at once, and only with the last of it the run goes on: the slot first, then the place.
/// </summary>
internal sealed class RunWaits(RunWriter writer, ExecutionPlaces places, Quarantine quarantine, StopReasons stop, IScheduler scheduler)
{
    private readonly Lock gate = new();
    private readonly Waiters resumed = new(scheduler);

    // Made by the first that goes on: before it has asked for a slot, nobody tells of one.
    private volatile Signal? slotFree;
    private IDisposable? quarantinePlace;
    private int pending;
    private long begun;
    private bool isWaiting;
    private bool isResuming;
    private bool isQuarantined;
    private bool holdsPlace = true;
    private bool isOver;

    /// <summary>The execution's time; it stands still while the run waits.</summary>
    public ExecutionClock Clock { get; set; } = ExecutionClock.Unlimited;

    /// <summary>The execution is of those that are executed one at a time.</summary>
    public void Quarantine(IDisposable place) => (quarantinePlace, isQuarantined) = (place, true);

    /// <summary>The store has a slot for the run.</summary>
    public void OnSlotFree() => slotFree?.Set();

    /// <summary>Begins to wait, and appends what tells of it. The order of several is that of the calls.</summary>
    /// <exception cref="OperationCanceledException">The run is to be canceled.</exception>
    /// <exception cref="RunFencedException">The run is another's.</exception>
    public async ValueTask BeginAsync(IReadOnlyList<NewRun> children, IReadOnlyList<(LogEntry Entry, byte[] Json)> entries)
    {
        ValueTask<AppendOutcome> append;
        var leaves = false;
        lock (gate)
        {
            pending++;
            begun++;
            var change = isWaiting && !isResuming ? null : new HeadChange { Status = RunStatus.Waiting };
            if (change is not null)
            {
                entries = [.. entries, (writer.NewEntry(EntryKind.Waiting), [])];
                leaves = !isWaiting;
                isWaiting = true;
            }

            append = entries.Count == 0 ? new(AppendOutcome.Committed) : writer.AppendAsync(change, children, entries);
        }

        // Whoever is about to go on is not any more.
        slotFree?.Set();
        var outcome = await append.ConfigureAwait(false);
        if (!outcome.IsInLog)
        {
            lock (gate)
            {
                pending--;
                isWaiting &= !leaves;
            }

            throw outcome == AppendOutcome.Refused ? Canceled() : new RunFencedException(writer.RunId);
        }

        if (leaves)
        {
            Leave();
        }
    }

    /// <summary>Whether the run waits: for what it waits for, or to go on after it.</summary>
    public bool IsWaiting
    {
        get
        {
            lock (gate)
            {
                return isWaiting;
            }
        }
    }

    /// <summary>What was waited for is there. Where nothing else is, the run takes its slot back and goes on.</summary>
    /// <exception cref="OperationCanceledException">The execution is to stop.</exception>
    /// <exception cref="RunFencedException">The run is another's.</exception>
    public async ValueTask EndAsync()
    {
        lock (gate)
        {
            pending--;
        }

        while (true)
        {
            Signal? other = null;
            lock (gate)
            {
                if (pending > 0 || !isWaiting || stop.Reason != StopReason.None)
                {
                    return;
                }

                if (isResuming)
                {
                    other = resumed.Add();
                }

                isResuming = true;
            }

            if (other is null)
            {
                await ResumeOnceAsync().ConfigureAwait(false);
                return;
            }

            await other.WaitAsync(stop.Token).ConfigureAwait(false);
        }
    }

    /// <summary>The execution is over: it has no place any more.</summary>
    public void End()
    {
        lock (gate)
        {
            isOver = true;
        }

        Leave();
    }

    private async ValueTask ResumeOnceAsync()
    {
        try
        {
            await ResumeAsync().ConfigureAwait(false);
        }
        finally
        {
            lock (gate)
            {
                isResuming = false;
                resumed.WakeAll();
            }
        }
    }

    private async ValueTask ResumeAsync()
    {
        while (true)
        {
            ValueTask<AppendOutcome> append;
            long before;
            lock (gate)
            {
                if (pending > 0)
                {
                    return;
                }

                before = begun;
                slotFree ??= new Signal(scheduler);
                append = writer.AppendAsync(new HeadChange { Status = RunStatus.Executing }, (writer.NewEntry(EntryKind.Resumed), []));
            }

            switch (await append.ConfigureAwait(false))
            {
                case AppendOutcome.Committed or AppendOutcome.AlreadyCommitted:
                    if (await ReturnAsync(before).ConfigureAwait(false))
                    {
                        return;
                    }

                    break;
                case AppendOutcome.NoSlot:
                    await slotFree!.WaitAsync(stop.Token).ConfigureAwait(false);
                    break;
                case AppendOutcome.Refused:
                    throw Canceled();
                default:
                    throw new RunFencedException(writer.RunId);
            }
        }
    }

    /// <summary>The run holds its slot again; now its place. Somebody who began to wait meanwhile has given the slot back.</summary>
    private async ValueTask<bool> ReturnAsync(long before)
    {
        lock (gate)
        {
            if (begun != before)
            {
                return false;
            }
        }

        await places.ReturnAsync(stop.Token).ConfigureAwait(false);
        IDisposable? place = null;
        try
        {
            place = isQuarantined ? await quarantine.EnterAsync(stop.Token).ConfigureAwait(false) : null;
        }
        catch (OperationCanceledException)
        {
            places.Leave();
            throw;
        }

        lock (gate)
        {
            if (begun == before && !isOver)
            {
                isWaiting = false;
                holdsPlace = true;
                quarantinePlace = place;
                Clock.Start();
                return true;
            }
        }

        places.Leave();
        place?.Dispose();
        return false;
    }

    // Known from the log's answer, maybe before the hint: what the task throws now is no failure.
    private OperationCanceledException Canceled()
    {
        stop.Cancel();
        return new OperationCanceledException(stop.Token);
    }

    private void Leave()
    {
        IDisposable? place;
        lock (gate)
        {
            if (!holdsPlace)
            {
                return;
            }

            holdsPlace = false;
            (place, quarantinePlace) = (quarantinePlace, null);
        }

        Clock.Pause();
        places.Leave();
        place?.Dispose();
    }
}
