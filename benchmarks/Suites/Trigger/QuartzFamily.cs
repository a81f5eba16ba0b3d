using System.Collections.Concurrent;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Quartz;
using Runnel.Benchmarks.Suites.Sqlite.Jobs;

namespace Runnel.Benchmarks.Suites.Trigger;

/// <summary>A scheduler of Quartz.NET with a job that schedules another, which does nothing, and waits until a listener tells of its end.</summary>
internal sealed class QuartzFamily : IAsyncDisposable
{
    private static readonly JobKey ParentJob = new("parent");
    private static readonly JobKey ChildJob = new("child");

    private readonly StandaloneSchedulerFactory factory;
    private readonly Ends ends = new();
    private readonly Func<Func<Task>, Task> calls;
    private IScheduler scheduler = null!;

    private QuartzFamily(QuartzFile? file, Func<Func<Task>, Task> calls)
    {
        this.calls = calls;
        factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(this);
            quartz.UseDefaultThreadPool(new RunnelOptions().MaxConcurrentRuns);
            file?.UseIn(quartz);
        }).Build();
    }

    /// <summary>Starts one.</summary>
    /// <param name="file">The database; nothing for the store in memory.</param>
    /// <param name="calls">What a parent does with the call that it is given.</param>
    public static async Task<QuartzFamily> StartAsync(string? file, Func<Func<Task>, Task> calls)
    {
        var family = new QuartzFamily(file is null ? null : await QuartzFile.CreateAsync(file), calls);
        var scheduler = family.scheduler = await family.factory.GetScheduler();
        scheduler.ListenerManager.AddTriggerListener(family.ends);
        await scheduler.AddJob(JobBuilder.Create<Parent>().WithIdentity(ParentJob).StoreDurably().Build());
        await scheduler.AddJob(JobBuilder.Create<Child>().WithIdentity(ChildJob).StoreDurably().Build());
        await scheduler.Start();
        return family;
    }

    /// <summary>Runs so many parents at once, to their ends.</summary>
    public Task RunParentsAsync(int count) => Task.WhenAll(Enumerable.Range(0, count).Select(_ => RunAsync(ParentJob)));

    /// <summary>Has the job that does nothing executed, and waits for its end.</summary>
    public Task TriggerAndWaitAsync() => RunAsync(ChildJob);

    public async ValueTask DisposeAsync()
    {
        await scheduler.Shutdown(waitForJobsToComplete: true);
        await factory.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private async Task RunAsync(JobKey job)
    {
        var id = Guid.NewGuid().ToString("N");
        var ended = ends.Add(id);
        await scheduler.ScheduleJob(TriggerBuilder.Create().WithIdentity(id).ForJob(job).StartNow().Build());
        await ended;
    }

    private sealed class Parent(QuartzFamily family) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => new(family.calls(family.TriggerAndWaitAsync));
    }

    private sealed class Child : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default) => ValueTask.CompletedTask;
    }

    /// <summary>Who waits for which trigger's job.</summary>
    private sealed class Ends : ITriggerListener
    {
        private readonly ConcurrentDictionary<string, TaskCompletionSource> waiting = new();

        public string Name => "ends";

        public Task Add(string trigger)
        {
            var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
            waiting[trigger] = ended;
            return ended.Task;
        }

        public ValueTask TriggerComplete(
            ITrigger trigger, IJobExecutionContext context, SchedulerInstruction triggerInstructionCode, CancellationToken cancellationToken = default)
        {
            if (waiting.TryRemove(trigger.Key.Name, out var ended))
            {
                ended.SetResult();
            }

            return ValueTask.CompletedTask;
        }
    }
}
