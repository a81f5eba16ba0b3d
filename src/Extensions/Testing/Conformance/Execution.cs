using Runnel.Storage;

namespace Runnel.Testing.Conformance;

/// <summary>A worker's execution of a run: it appends under its token and counts its appends.</summary>
internal sealed class Execution(StoreUnderTest store, TakenRun run, string worker, long token)
{
    private long sequence;

    public TakenRun Run => run;

    public string RunId => run.RunId;

    public string Worker => worker;

    public long Token => token;

    /// <summary>The append that was made last, to be made again.</summary>
    public RunAppend Last { get; private set; } = null!;

    public RunAppend Next(SegmentBody body, HeadChange? change = null) => Last = new RunAppend(RunId, token, ++sequence, body, change);

    public RunAppend Next(string text, HeadChange? change = null) => Next(Texts.Of(text), change);

    public Task<AppendResult> AppendAsync(SegmentBody body, HeadChange? change = null) => store.AppendAsync(Next(body, change));

    public Task<AppendResult> AppendAsync(string text, HeadChange? change = null) => store.AppendAsync(Next(text, change));

    public Task<AppendResult> RepeatAsync() => store.AppendAsync(Last);

    public Task<AppendResult> EndAsync(RunStatus status = RunStatus.Completed) => AppendAsync("end", Changes.To(status));

    public Task<AppendResult> HandBackAsync() => AppendAsync("handed back", Changes.To(RunStatus.Queued));

    public Task<AppendResult> WaitAsync() => AppendAsync("waits", Changes.To(RunStatus.Waiting));

    /// <summary>Goes on after it has waited: refused where there is no slot, and then to be made again by <see cref="RepeatAsync"/>.</summary>
    public Task<AppendResult> ResumeAsync() => AppendAsync("goes on", Changes.To(RunStatus.Executing));

    public Task<AppendResult> DelayAsync(TimeSpan by) => AppendAsync("delayed", Changes.DelayedUntil(store.Time.GetUtcNow() + by));
}
