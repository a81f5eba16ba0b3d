using System.Collections.Immutable;
using System.Runtime.InteropServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>The state of a run: a fold of its log. Apply the entries in order; chunks change nothing.</summary>
internal sealed class RunState(string runId, string taskId)
{
    // Made when there is something to hold: most runs have little of it.
    private JsonObject? metadata;
    private Dictionary<string, int>? openStreams;
    private List<string>? warnings;
    private List<string>? tags;
    private List<MetadataSentBody>? metadataSent;
    private Dictionary<string, ChildBody>? children;
    private Dictionary<string, JsonElement>? memos;

    public string RunId => runId;

    public string TaskId => taskId;

    public RunStatus Status { get; private set; } = RunStatus.Queued;

    public int Attempt { get; private set; }

    /// <summary>How many attempts have failed; a host's stop is not among them.</summary>
    public int FailedAttempts { get; private set; }

    /// <summary>How many executions in a row have died with their worker and may have killed it.</summary>
    public int Deaths { get; private set; }

    public int? MaxAttempts { get; private set; }

    public string? ContractHash { get; private set; }

    /// <summary>The trace in which the run was triggered: a W3C <c>traceparent</c>.</summary>
    public string? TraceParent { get; private set; }

    public ReadOnlyMemory<byte> Payload { get; private set; }

    /// <summary>The output's JSON, once the task has returned.</summary>
    public ReadOnlyMemory<byte>? Output { get; private set; }

    public TaskError? Error { get; private set; }

    /// <summary>Why the first stream failed that did so after the task had returned.</summary>
    public TaskError? LateStreamFailure { get; private set; }

    public bool CancelRequested { get; private set; }

    public DateTimeOffset CreatedAt { get; private set; }

    public DateTimeOffset? StartedAt { get; private set; }

    public DateTimeOffset? FinishedAt { get; private set; }

    public DateTimeOffset? DueAt { get; private set; }

    public IReadOnlyList<string> Warnings => warnings ?? [];

    public JsonObject Metadata => metadata ??= [];

    /// <summary>Whether there was ever a key in <see cref="Metadata"/>.</summary>
    public bool HasMetadata => metadata is not null;

    public IReadOnlyList<string> Tags => tags ?? [];

    public string? BatchId { get; private set; }

    public string? IdempotencyKey { get; private set; }

    public LineageBody? Lineage { get; private set; }

    public PlacementBody? Placement { get; private set; }

    /// <summary>How long one execution may take, where the trigger said so.</summary>
    public TimeSpan? MaxDuration { get; private set; }

    /// <summary>The runs that the task triggered, the latest of each key.</summary>
    public IReadOnlyDictionary<string, ChildBody> Children => children ?? (IReadOnlyDictionary<string, ChildBody>)ImmutableDictionary<string, ChildBody>.Empty;

    /// <summary>The results of the task's steps that are done.</summary>
    public IReadOnlyDictionary<string, JsonElement> Memos => memos ?? (IReadOnlyDictionary<string, JsonElement>)ImmutableDictionary<string, JsonElement>.Empty;

    /// <summary>Metadata changes for the parent and the root that may not have arrived, in the order of their numbers.</summary>
    public IReadOnlyList<MetadataSentBody> MetadataSent => metadataSent ?? [];

    /// <summary>The streams that have begun and not ended, each with the attempt that writes it.</summary>
    public IReadOnlyDictionary<string, int> OpenStreams => openStreams ?? (IReadOnlyDictionary<string, int>)ImmutableDictionary<string, int>.Empty;

    /// <summary>Applies one entry.</summary>
    /// <returns>Whether a subscriber is to be shown the run anew.</returns>
    public bool Apply(LogEntry entry)
    {
        switch (entry.Kind)
        {
            case EntryKind.Chunk:
                return false;
            case EntryKind.StreamOpened:
                (openStreams ??= new(StringComparer.Ordinal))[entry.Key!] = entry.Attempt;
                return false;
            case EntryKind.StreamEnded:
                ApplyStreamEnded(entry);
                return false;
            case EntryKind.Created:
                ApplyCreated(entry);
                return true;
            case EntryKind.Started:
                (Status, Attempt, StartedAt, DueAt, Error) = (RunStatus.Executing, entry.Attempt, entry.Timestamp, null, null);
                return true;
            case EntryKind.Metadata:
                foreach (var operation in JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.ListMetadataOperation)!)
                {
                    operation.ApplyTo(Metadata);
                }

                return true;
            case EntryKind.Returned:
                Output = entry.Body;
                return true;
            case EntryKind.AttemptFailed:
                var failure = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.FailureBody)!;
                FailedAttempts++;
                Survive();
                (Status, Error, DueAt) = (RunStatus.Delayed, failure.Error, failure.DueAt);
                return true;
            case EntryKind.HandedBack:
                Survive();
                Status = RunStatus.Queued;
                return true;
            case EntryKind.WorkerLost:
                var lost = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.WorkerLostBody)!;
                Deaths += lost.IsBlamed ? 1 : 0;
                (Status, Error, DueAt) = (lost.DueAt is null ? RunStatus.Queued : RunStatus.Delayed, lost.Error, lost.DueAt);
                return true;
            case EntryKind.CancelRequested:
                CancelRequested = true;
                return true;
            case EntryKind.Warning:
                (warnings ??= []).Add(JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.WarningBody)!.Message);
                return true;
            case EntryKind.Completed:
                Finish(RunStatus.Completed, entry);
                return true;
            case EntryKind.Failed or EntryKind.Crashed:
                FailedAttempts += entry.Kind == EntryKind.Failed && Output is null ? 1 : 0;
                Finish(entry.Kind == EntryKind.Failed ? RunStatus.Failed : RunStatus.Crashed, entry);
                Error = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.FailureBody)!.Error;
                return true;
            case EntryKind.Canceled:
                Finish(RunStatus.Canceled, entry);
                return true;
            case EntryKind.Expired or EntryKind.TimedOut:
                Finish(entry.Kind == EntryKind.Expired ? RunStatus.Expired : RunStatus.TimedOut, entry);
                Error = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.FailureBody)!.Error;
                return true;
            case EntryKind.Waiting:
                Status = RunStatus.Waiting;
                return true;
            case EntryKind.Resumed:
                Status = RunStatus.Executing;
                return true;
            case EntryKind.ChildrenTriggered:
                foreach (var child in JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.ListChildBody)!)
                {
                    (children ??= new(StringComparer.Ordinal))[child.Key] = child;
                }

                return false;
            case EntryKind.Memo:
                var memo = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.MemoBody)!;
                (memos ??= new(StringComparer.Ordinal))[memo.Key] = memo.Value;
                return false;
            case EntryKind.Tagged:
                (tags ??= []).AddRange(JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.TagsBody)!.Tags.Except(tags, StringComparer.Ordinal).ToList());
                return true;
            case EntryKind.Rescheduled:
                DueAt = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.RescheduledBody)!.DueAt;
                return true;
            case EntryKind.MetadataSent:
                var sent = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.MetadataSentBody)!;
                (metadataSent ??= []).RemoveAll(earlier => earlier.Number <= sent.Arrived);
                metadataSent.Add(sent);
                return false;
            default:
                throw new RunnelException(
                    $"Run '{runId}', entry {entry.Sequence}: kind {(byte)entry.Kind} is not known. It was written by a later version of Runnel; update this process.");
        }
    }

    /// <summary>Reads a run's state from its log.</summary>
    /// <param name="store">Where the log is.</param>
    /// <param name="runId">The run.</param>
    /// <param name="taskId">Its task.</param>
    /// <param name="upTo">The last entry to apply.</param>
    /// <param name="cancellationToken">Gives up.</param>
    public static async ValueTask<RunState> ReadAsync(IRunStore store, string runId, string taskId, long upTo, CancellationToken cancellationToken)
    {
        var state = new RunState(runId, taskId);
        await state.AdvanceAsync(store, after: 0, upTo, cancellationToken).ConfigureAwait(false);
        return state;
    }

    /// <summary>Applies the entries of a stretch of the log, those alone that are not chunks.</summary>
    /// <returns>Whether a subscriber is to be shown the run anew.</returns>
    public async ValueTask<bool> AdvanceAsync(IRunStore store, long after, long upTo, CancellationToken cancellationToken)
    {
        var hasChanged = false;
        LogPage page;
        do
        {
            page = await store.ReadAsync(new ReadRequest(runId, after) { UpTo = upTo, StateOnly = true }, cancellationToken).ConfigureAwait(false);
            foreach (var segment in page.Segments)
            {
                foreach (var entry in CommittedSegment.Read(segment).Entries)
                {
                    if (entry.Sequence > after && entry.Sequence <= upTo)
                    {
                        hasChanged |= Apply(entry);
                    }
                }

                after = segment.Last;
            }
        }
        while (page.HasMore);

        return hasChanged;
    }

    private void ApplyStreamEnded(LogEntry entry)
    {
        openStreams?.Remove(entry.Key!);
        if (Output is not null && LateStreamFailure is null)
        {
            LateStreamFailure = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.StreamEndedBody)!.Error;
        }
    }

    private void ApplyCreated(LogEntry entry)
    {
        var body = JsonSerializer.Deserialize(entry.Body.Span, EntryBodies.Default.CreatedBody)!;
        Payload = JsonMarshal.GetRawUtf8Value(body.Payload).ToArray();
        (ContractHash, MaxAttempts, TraceParent, CreatedAt) = (body.ContractHash, body.MaxAttempts, body.TraceParent, entry.Timestamp);
        (BatchId, IdempotencyKey, Lineage, Placement) = (body.BatchId, body.IdempotencyKey, body.Lineage, body.Placement);
        MaxDuration = body.MaxDuration is { } milliseconds ? TimeSpan.FromMilliseconds(milliseconds) : null;
        (Status, DueAt) = (body.DueAt is null ? RunStatus.Queued : RunStatus.Delayed, body.DueAt);
        tags = body.Tags is { } given ? [.. given] : tags;
        foreach (var (key, value) in body.Metadata ?? [])
        {
            Metadata[key] = value?.DeepClone();
        }
    }

    // An execution that had begun ended otherwise than with its process.
    private void Survive() => Deaths = Status is RunStatus.Executing or RunStatus.Waiting ? 0 : Deaths;

    private void Finish(RunStatus status, LogEntry entry) => (Status, FinishedAt, DueAt) = (status, entry.Timestamp, null);
}
