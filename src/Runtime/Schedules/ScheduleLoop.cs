using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Runnel.Execution;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Schedules;

/// <summary>Creates the runs of schedules when they are due: on every host that runs tasks, for the tasks that it runs.</summary>
internal sealed partial class ScheduleLoop : IRunStoreObserver
{
    /// <summary>So that what no hint told of, and a clock that was set, are noticed.</summary>
    private static readonly TimeSpan Beat = TimeSpan.FromMinutes(1);

    /// <summary>Hints tell of runs, too, and come as often as those; the schedules are read no more often than this for them.</summary>
    private static readonly TimeSpan BetweenHints = TimeSpan.FromSeconds(1);

    /// <summary>A timer's range is bounded.</summary>
    private static readonly TimeSpan LongestTimer = TimeSpan.FromDays(30);

    private static readonly TimeSpan FarAhead = TimeSpan.FromHours(1);

    private static readonly TimeSpan FirstRetry = TimeSpan.FromSeconds(1);

    private readonly RunLog log;
    private readonly ILogger logger;
    private readonly Declarations declarations;
    private readonly ScheduleServer server;
    private readonly Attendance attendance = new(Beat + Beat);
    private readonly Complaints complaints;
    private readonly CancellationTokenSource stopping = new();
    private readonly Signal wake;
    private readonly Signal pause;
    private readonly TimeProvider beats;
    private int failures;

    /// <exception cref="ScheduleException">A declared schedule has no time, or its id is another one's.</exception>
    /// <exception cref="PayloadException">A task with a declared schedule takes what none can give it.</exception>
    public ScheduleLoop(RunLog log, TaskRegistry tasks, RunFactory factory, ILoggerFactory loggers)
    {
        this.log = log;
        logger = loggers.CreateLogger<ScheduleLoop>();
        complaints = new Complaints(logger);
        (wake, pause) = (new Signal(log.Scheduler), new Signal(log.Scheduler));

        // As the heartbeat's: a clock that a test moves has no timers of the engine's that nothing waits for.
        beats = log.Scheduler.IsSimulated ? log.Time : TimeProvider.System;
        var declared = new DeclaredSchedules(tasks, log.Time.GetUtcNow());
        var runs = new ScheduledRuns(log, tasks, factory);
        foreach (var schedule in declared.All)
        {
            runs.Check(tasks.Contract(schedule.TaskId), payload: null);
        }

        declarations = new Declarations(log.Store, declared, tasks.ExecutableIds, complaints);
        server = new ScheduleServer(log.Store, runs);
    }

    /// <summary>Completes when the loop has ended.</summary>
    public Task Ended { get; private set; } = Task.CompletedTask;

    /// <summary>Begins to serve.</summary>
    public void Start()
    {
        var ended = new TaskCompletionSource();
        Ended = ended.Task;
        log.Scheduler.Schedule(_ => _ = RunAsync(ended), state: null);
    }

    /// <summary>Ends the loop soon.</summary>
    public void Stop() => stopping.Cancel();

    /// <inheritdoc/>
    public void OnReady() => wake.Set();

    /// <inheritdoc/>
    public void OnAppended(RunNews news)
    {
    }

    /// <inheritdoc/>
    public void OnSlotFree(string runId)
    {
    }

    private async Task RunAsync(TaskCompletionSource ended)
    {
        try
        {
            using var watch = log.Store.Watch(this);
            while (true)
            {
                await SleepAsync(await LookAsync().ConfigureAwait(false)).ConfigureAwait(false);
            }
        }
        catch (Exception) when (stopping.IsCancellationRequested)
        {
            // The host stops; what is due then is served by others, or later.
        }
        catch (Exception exception)
        {
            LogEnded(exception);
        }
        finally
        {
            ended.SetResult();
        }
    }

    /// <summary>Serves what is due.</summary>
    /// <returns>After which time to look again, though nothing tells to.</returns>
    private async ValueTask<TimeSpan?> LookAsync()
    {
        stopping.Token.ThrowIfCancellationRequested();
        var now = log.Time.GetUtcNow();
        attendance.Note(now);
        try
        {
            var next = await ServeAsync(now).ConfigureAwait(false);
            failures = 0;
            return next - log.Time.GetUtcNow();
        }
        catch (Exception exception) when (!stopping.IsCancellationRequested)
        {
            var delay = FirstRetry * Math.Pow(2, Math.Min(failures++, 10));
            delay = delay < Beat ? delay : Beat;
            LogLookFailed(exception, delay.TotalSeconds);
            return delay;
        }
        finally
        {
            attendance.Stay(log.Time.GetUtcNow());
        }
    }

    private async ValueTask<DateTimeOffset?> ServeAsync(DateTimeOffset now)
    {
        var stored = await log.Store.ListSchedulesAsync(stopping.Token).ConfigureAwait(false);
        var live = new Dictionary<string, LiveSchedule>(StringComparer.Ordinal);
        foreach (var schedule in stored)
        {
            try
            {
                live.Add(schedule.Id, LiveSchedule.Read(schedule));
            }
            catch (ScheduleException exception)
            {
                complaints.Add(schedule.Id, exception);
            }
        }

        DateTimeOffset? soonest = null;
        ExceptionDispatchInfo? failure = null;
        foreach (var schedule in await declarations.AgreeAsync(live, now, stopping.Token).ConfigureAwait(false))
        {
            try
            {
                var next = await ServeAsync(schedule, now).ConfigureAwait(false);
                soonest = next is null || soonest < next ? soonest : next;
            }
            catch (Exception exception)
            {
                // The store's; the others are tried before it is told.
                failure ??= ExceptionDispatchInfo.Capture(exception);
            }
        }

        failure?.Throw();
        return soonest;
    }

    private async ValueTask<DateTimeOffset?> ServeAsync(LiveSchedule schedule, DateTimeOffset now)
    {
        try
        {
            var next = await server.ServeAsync(schedule, now, attendance.Since, stopping.Token).ConfigureAwait(false);
            if (schedule.LastDueAt - now > FarAhead)
            {
                complaints.Add(schedule.Id, new ScheduleException(
                    schedule.Id, $"it was served up to {schedule.LastDueAt:O}, which the clock has not reached: it was put back. To have it count from now on, remove it; one that is created through IScheduleClient, create again."));
            }
            else
            {
                complaints.Withdraw(schedule.Id);
            }

            return next;
        }
        catch (RunnelException exception)
        {
            complaints.Add(schedule.Id, exception);
            return null;
        }
    }

    private async ValueTask SleepAsync(TimeSpan? delay)
    {
        var began = log.Time.GetTimestamp();
        using (var due = delay is { } time ? SetAfter(log.Time, wake, time) : null)
        using (var beat = SetAfter(beats, wake, Beat))
        {
            await wake.WaitAsync(stopping.Token).ConfigureAwait(false);
        }

        var rest = (delay < BetweenHints ? delay.Value : BetweenHints) - log.Time.GetElapsedTime(began);
        if (rest > TimeSpan.Zero && log.Time == TimeProvider.System)
        {
            using var rested = SetAfter(log.Time, pause, rest);
            await pause.WaitAsync(stopping.Token).ConfigureAwait(false);
        }
    }

    // Rounded up: a timer that fires early would find nothing due.
    private static ITimer SetAfter(TimeProvider time, Signal signal, TimeSpan delay) => time.CreateTimer(
        static signal => ((Signal)signal!).Set(),
        signal,
        delay < TimeSpan.Zero ? TimeSpan.Zero : (delay < LongestTimer ? delay : LongestTimer) + TimeSpan.FromMilliseconds(1),
        Timeout.InfiniteTimeSpan);

    [LoggerMessage(LogLevel.Error, "Schedules could not be read or served; trying again in {Delay} s. Nothing is lost by it.")]
    private partial void LogLookFailed(Exception exception, double delay);

    [LoggerMessage(LogLevel.Critical, "The loop that serves schedules has ended; this host serves none any more.")]
    private partial void LogEnded(Exception exception);
}
