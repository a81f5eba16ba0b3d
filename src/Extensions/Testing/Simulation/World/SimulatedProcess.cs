using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Testing.Simulation;

/// <summary>One process of the simulated world: a host with a worker, or a caller without one. It can be partitioned, stopped, and die.</summary>
internal sealed class SimulatedProcess
{
    public const int MaxConcurrentRuns = 2;

    private readonly ProcessConnection connection;
    private readonly ServiceProvider services;
    private readonly List<TaskCompletionSource> untilDeath = [];

    public SimulatedProcess(SimulatedThread thread, IRunStore store, Journal journal, int errorsPerThousand, bool hasWorker)
    {
        connection = new ProcessConnection(thread, store, errorsPerThousand);
        var collection = new ServiceCollection();
        thread.Logs.AddTo(collection);
        collection.AddSingleton<TimeProvider>(thread.Time);
        collection.AddSingleton<IScheduler>(thread.Scheduler);
        collection.AddSingleton(thread);
        collection.AddSingleton(this);
        collection.AddSingleton(journal);
        collection.AddRunnel(runnel =>
        {
            runnel.UseStore(_ => connection).AddTasks().AddQueue(SimulatedFamily.Queue, SimulatedFamily.Slots).Configure(Tiny);
            if (!hasWorker)
            {
                runnel.ClientOnly();
            }
        });
        services = collection.BuildServiceProvider();
    }

    public bool IsDead => connection.IsDead;

    public bool IsStopped { get; private set; }

    public bool WasPartitioned { get; private set; }

    /// <summary>Called when the process dies.</summary>
    public Action? Died { get; set; }

    public SimulatedWork.TaskClient Client => services.GetRequiredService<SimulatedWork.TaskClient>();

    public SimulatedFamily.TaskClient Families => services.GetRequiredService<SimulatedFamily.TaskClient>();

    public IScheduleClient Schedules => services.GetRequiredService<IScheduleClient>();

    public SimulatedTick.TaskClient Ticks => services.GetRequiredService<SimulatedTick.TaskClient>();

    /// <summary>How many runs somebody in the process reads.</summary>
    public int Readers => services.GetRequiredService<Log.RunLog>().Tail.Count;

    public async Task StartAsync()
    {
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }
    }

    public async Task StopAsync()
    {
        IsStopped = true;
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(8), services.GetRequiredService<TimeProvider>());
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StopAsync(giveUp.Token);
        }
    }

    /// <summary>From now on nothing that the process does reaches anybody.</summary>
    public void Die()
    {
        if (IsDead)
        {
            return;
        }

        connection.Die();
        foreach (var waiting in untilDeath.ToList())
        {
            waiting.TrySetResult();
        }

        Died?.Invoke();
    }

    /// <summary>Completes when something that happens in the process has, or cannot any more.</summary>
    public async Task WhenAsync(Task task)
    {
        if (!IsDead)
        {
            var death = new TaskCompletionSource();
            untilDeath.Add(death);
            await Task.WhenAny(task, death.Task);
            untilDeath.Remove(death);
        }
    }

    public void Partition()
    {
        WasPartitioned = true;
        connection.Partition();
    }

    public void Heal() => connection.Heal();

    // Small bounds are met often.
    private static void Tiny(RunnelOptions options)
    {
        (options.WindowBytes, options.LiveTailBytes, options.PageBytes) = (1024, 1024, 1024);
        options.MaxConcurrentRuns = MaxConcurrentRuns;
        options.LeaseDuration = TimeSpan.FromSeconds(6);
        options.DrainTimeout = TimeSpan.FromSeconds(20);
        options.CancelGracePeriod = TimeSpan.FromSeconds(5);
        options.MaxDeaths = SimulatedWorld.MaxDeaths;
    }
}
