using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using Quartz;

namespace Runnel.Benchmarks.Suites.Sqlite.Jobs;

/// <summary>A scheduler of Quartz.NET whose job store is an SQLite file, and a job in it that does nothing.</summary>
internal sealed class QuartzJobs : IAsyncDisposable
{
    private static readonly JobKey Job = new("no-op");

    private readonly StandaloneSchedulerFactory factory;
    private readonly IScheduler scheduler;
    private readonly JobCount count;

    private QuartzJobs(StandaloneSchedulerFactory factory, IScheduler scheduler, JobCount count) =>
        (this.factory, this.scheduler, this.count) = (factory, scheduler, count);

    /// <summary>Completes when all jobs have been executed. The last ones may not be taken out of the file yet; that is to the peer's advantage.</summary>
    public Task AllExecuted => count.Reached;

    public static async Task<QuartzJobs> StartAsync(string file, int jobs)
    {
        var count = new JobCount(jobs);
        var jobStore = await QuartzFile.CreateAsync(file);
        var factory = QuartzSchedulerBuilder.Create(quartz =>
        {
            quartz.Services.AddSingleton(count);
            quartz.UseDefaultThreadPool(new RunnelOptions().MaxConcurrentRuns);
            jobStore.UseIn(quartz);
        }).Build();
        var scheduler = await factory.GetScheduler();
        await scheduler.AddJob(JobBuilder.Create<NoOpJob>().WithIdentity(Job).StoreDurably().Build());
        await scheduler.Start();
        return new QuartzJobs(factory, scheduler, count);
    }

    public Task TriggerAsync() => scheduler.TriggerJob(Job).AsTask();

    public async ValueTask DisposeAsync()
    {
        await scheduler.Shutdown();
        await factory.DisposeAsync();
        SqliteConnection.ClearAllPools();
    }

    private sealed class NoOpJob(JobCount count) : IJob
    {
        public ValueTask Execute(IJobExecutionContext context, CancellationToken cancellationToken = default)
        {
            count.Increment();
            return ValueTask.CompletedTask;
        }
    }

    private sealed class JobCount(int goal)
    {
        private readonly TaskCompletionSource reached = new(TaskCreationOptions.RunContinuationsAsynchronously);
        private int count;

        public Task Reached => reached.Task;

        public void Increment()
        {
            if (Interlocked.Increment(ref count) == goal)
            {
                reached.SetResult();
            }
        }
    }
}
