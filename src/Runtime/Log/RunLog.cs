using Microsoft.Extensions.Logging;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>The runs' logs as this process sees them: the store, the commits on their way to it, and the live tail behind it.</summary>
internal sealed class RunLog : IDisposable
{
    private readonly IDisposable watch;
    private readonly IDisposable endingsWatch;

    public RunLog(IRunStore store, IScheduler scheduler, TimeProvider time, RunLogOptions options, ILoggerFactory loggers)
    {
        (Store, Scheduler, Time, Options) = (store, scheduler, time, options);
        Tail = new LiveTail(options.LiveTailBytes);
        Pipeline = new CommitPipeline(store, Tail, scheduler, time, loggers.CreateLogger<CommitPipeline>());
        Endings = new RunEndings(store, scheduler);
        watch = store.Watch(Tail);
        endingsWatch = store.Watch(Endings);
    }

    public IRunStore Store { get; }

    public IScheduler Scheduler { get; }

    public TimeProvider Time { get; }

    public RunLogOptions Options { get; }

    public LiveTail Tail { get; }

    public CommitPipeline Pipeline { get; }

    public RunEndings Endings { get; }

    public int PageBytes => Options.PageBytes;

    public void Dispose()
    {
        watch.Dispose();
        endingsWatch.Dispose();
    }
}

/// <summary>The bounds of what a process holds of its runs' logs, in bytes.</summary>
/// <param name="WindowBytes">Per run: entries accepted and not yet committed.</param>
/// <param name="LiveTailBytes">Per run that somebody reads: the newest commits.</param>
/// <param name="PageBytes">Per reader that is behind: what it takes from the store at once.</param>
internal sealed record RunLogOptions(int WindowBytes, int LiveTailBytes, int PageBytes)
{
    /// <summary>Whether live readers are given the very objects that were written; else all readers decode the JSON, as in another process.</summary>
    public bool SharesChunks { get; init; } = true;
}
