using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>
/// What one execution appends to its run: entries are accepted into a window that is bounded in bytes, and leave it when they are committed.
/// </summary>
internal sealed class RunWriter(CommitPipeline pipeline, string runId, long token, int attempt, int windowBytes)
{
    /// <summary>A segment is closed when it has this many bytes, so that its arrays stay small enough to be collected cheaply.</summary>
    private const int SegmentBytes = 64 * 1024;

    private readonly Lock gate = new();
    private readonly SegmentBuilder open = new();
    private readonly Queue<PendingSegment> closed = new(capacity: 1);
    private readonly Waiters waiters = new(pipeline.Scheduler);
    private MetadataBatch? metadata;
    private PendingSegment? inFlight;
    private long openAccepted;
    private long writerSequence;
    private long accepted;
    private long settled;
    private int pendingBytes;
    private bool isEnqueued;
    private bool isFenced;

    public string RunId => runId;

    public int Attempt => attempt;

    /// <summary>Called once, on the scheduler, when the run turns out to be another's.</summary>
    public Action? Fenced { get; init; }

    /// <summary>Called on the scheduler when an append's answer tells that the run is to be canceled.</summary>
    public Action? CancelDecided { get; init; }

    public LogEntry NewEntry(EntryKind kind, string? key = null, object? value = null, int? ofAttempt = null) =>
        new(kind, ofAttempt ?? attempt, pipeline.Time.GetUtcNow(), key, value);

    /// <summary>Accepts a chunk if the window has room for it; else gives a signal to wait for before trying again.</summary>
    /// <exception cref="RunFencedException">The run is another's.</exception>
    public bool TryWrite(LogEntry chunk, ReadOnlySpan<byte> json, out Signal? room)
    {
        lock (gate)
        {
            ThrowIfFenced();

            // With nothing pending there is always room: a chunk may be as large as the window.
            if (pendingBytes > 0 && pendingBytes + json.Length > windowBytes)
            {
                room = waiters.Add();
                return false;
            }

            room = null;
            Add(chunk, json);
            return true;
        }
    }

    /// <summary>Accepts an entry that is small and rare, whether there is room or not.</summary>
    /// <exception cref="RunFencedException">The run is another's.</exception>
    public void Write(LogEntry entry, ReadOnlySpan<byte> json)
    {
        lock (gate)
        {
            ThrowIfFenced();
            Add(entry, json);
        }
    }

    /// <summary>Accepts a change of the run's metadata, merged with those that wait to be committed.</summary>
    /// <exception cref="RunFencedException">The run is another's.</exception>
    public void Write(MetadataOperation operation)
    {
        lock (gate)
        {
            ThrowIfFenced();
            (metadata ??= new MetadataBatch()).Add(operation);
            Accept();
        }
    }

    /// <summary>Appends entries and a change of the run's head, in one commit of their own, and waits for it.</summary>
    public ValueTask<AppendOutcome> AppendAsync(HeadChange? change, params IReadOnlyList<(LogEntry Entry, byte[] Json)> entries) =>
        AppendAsync(change, [], entries);

    /// <summary>Appends entries, a change of the run's head and new runs, in one commit of their own, and waits for it.</summary>
    public ValueTask<AppendOutcome> AppendAsync(
        HeadChange? change, IReadOnlyList<NewRun> children, IReadOnlyList<(LogEntry Entry, byte[] Json)> entries)
    {
        // The order of appends is that of the calls: it is decided before anything is awaited.
        PendingSegment segment;
        lock (gate)
        {
            if (isFenced)
            {
                return new(AppendOutcome.Fenced);
            }

            Close();
            foreach (var (entry, json) in entries)
            {
                AddToOpen(entry, json);
                Accept();
            }

            segment = Close(change, children, new Signal(pipeline.Scheduler))!;
        }

        return WaitAsync(segment);
    }

    /// <summary>Appends one entry that no decision refuses, in a commit of its own, and waits for it.</summary>
    /// <exception cref="RunFencedException">The run is another's.</exception>
    public async ValueTask AppendOrThrowAsync(HeadChange? change, IReadOnlyList<NewRun> children, (LogEntry Entry, byte[] Json) entry)
    {
        if (!(await AppendAsync(change, children, [entry]).ConfigureAwait(false)).IsInLog)
        {
            throw new RunFencedException(runId);
        }
    }

    /// <summary>Waits until everything that was accepted so far is committed.</summary>
    /// <exception cref="RunFencedException">The run is another's.</exception>
    public async ValueTask FlushAsync(CancellationToken cancellationToken)
    {
        long? goal = null;
        while (true)
        {
            Signal progress;
            lock (gate)
            {
                ThrowIfFenced();
                goal ??= accepted;
                if (settled >= goal)
                {
                    return;
                }

                progress = waiters.Add();
            }

            await progress.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The next segment to commit; nothing where there is none.</summary>
    public RunAppend? TakeSegment()
    {
        lock (gate)
        {
            isEnqueued = false;
            if (closed.Count == 0)
            {
                Close();
            }

            return closed.TryDequeue(out inFlight)
                ? new RunAppend(runId, token, ++writerSequence, inFlight.Body, inFlight.Change) { Children = inFlight.Children }
                : null;
        }
    }

    /// <summary>Ends the commit of the segment that was taken.</summary>
    /// <returns>What readers in this process are to be shown.</returns>
    public CommittedSegment? Settle(AppendResult result)
    {
        lock (gate)
        {
            var segment = inFlight!;
            inFlight = null;
            Settle(segment, result.Outcome);
            if (result.Outcome is AppendOutcome.Fenced or AppendOutcome.Ended or AppendOutcome.NotFound)
            {
                Fence(result.Outcome);
            }
            else if (result.Intent == RunIntent.Cancel)
            {
                Schedule(CancelDecided);
            }

            waiters.WakeAll();
            if (openAccepted > 0 || closed.Count > 0)
            {
                Enqueue();
            }

            return result.Outcome == AppendOutcome.Committed ? segment.ToCommitted(result.Head) : null;
        }
    }

    /// <summary>The worker has let go of the run: what is not on its way to the store yet is refused.</summary>
    public void LetGo()
    {
        lock (gate)
        {
            Fence(AppendOutcome.Fenced);
            waiters.WakeAll();
        }
    }

    /// <summary>Forgets the metadata changes that have gathered, because they cannot be encoded; the rest goes on.</summary>
    public void DropMetadata()
    {
        lock (gate)
        {
            metadata = null;
            Enqueue();
        }
    }

    private static async ValueTask<AppendOutcome> WaitAsync(PendingSegment segment)
    {
        await segment.Done!.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        return segment.Outcome;
    }

    private void Add(LogEntry entry, ReadOnlySpan<byte> json)
    {
        AddMetadata();
        AddToOpen(entry, json);
        Accept();
        if (open.Bytes >= SegmentBytes)
        {
            Close();
        }
    }

    // Metadata changes that have gathered come before what follows them, so that the log's order is the task's.
    private void AddMetadata()
    {
        if (metadata is { } batch)
        {
            metadata = null;
            AddToOpen(NewEntry(EntryKind.Metadata), EntryBodies.Encode(batch.Operations, EntryBodies.Default.ListMetadataOperation));
        }
    }

    private void AddToOpen(LogEntry entry, ReadOnlySpan<byte> json)
    {
        var before = open.Bytes;
        open.Add(entry, json);
        pendingBytes += open.Bytes - before;
    }

    private void Accept()
    {
        accepted++;
        openAccepted++;
        Enqueue();
    }

    private PendingSegment? Close(HeadChange? change = null, IReadOnlyList<NewRun>? children = null, Signal? done = null)
    {
        AddMetadata();
        if (open.Count == 0)
        {
            return null;
        }

        var (body, entries) = open.Build();
        var segment = new PendingSegment(body, entries, openAccepted) { Change = change, Children = children ?? [], Done = done };
        openAccepted = 0;
        closed.Enqueue(segment);
        return segment;
    }

    private void Enqueue()
    {
        if (!isEnqueued && inFlight is null)
        {
            isEnqueued = true;
            pipeline.Enqueue(this);
        }
    }

    private void Settle(PendingSegment segment, AppendOutcome outcome)
    {
        pendingBytes -= segment.Bytes;
        settled += segment.Accepted;
        segment.Outcome = outcome;
        segment.Done?.Set();
    }

    private void Fence(AppendOutcome outcome)
    {
        if (isFenced)
        {
            return;
        }

        isFenced = true;
        Close();
        while (closed.TryDequeue(out var segment))
        {
            Settle(segment, outcome);
        }

        Schedule(Fenced);
    }

    private void Schedule(Action? callback)
    {
        if (callback is not null)
        {
            pipeline.Scheduler.Schedule(static callback => ((Action)callback!)(), callback);
        }
    }

    private void ThrowIfFenced()
    {
        if (isFenced)
        {
            throw new RunFencedException(runId);
        }
    }
}
