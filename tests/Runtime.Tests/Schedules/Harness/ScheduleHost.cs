using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Definitions;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Tests.Schedules;

/// <summary>A host on a simulation's thread whose tasks are scheduled.</summary>
internal sealed class ScheduleHost(ServiceProvider services)
{
    public const string TaskId = "tick";

    public IScheduleClient Schedules => services.GetRequiredService<IScheduleClient>();

    public IRunnelClient Runnel => services.GetRequiredService<IRunnelClient>();

    /// <summary>A store that forgets nothing.</summary>
    public static InMemoryRunStore StoreOf(SimulatedThread thread) => new(thread.Time, new InMemoryRunStoreOptions { Retention = TimeSpan.FromDays(1000) });

    public T Get<T>()
        where T : notnull => services.GetRequiredService<T>();

    /// <summary>A host with one task, <see cref="TaskId"/>, that takes the time.</summary>
    public static Task<ScheduleHost> StartAsync(SimulatedThread thread, IRunStore store, params ScheduleDefinition[] schedules) =>
        StartTasksAsync(thread, store, new ScheduledTask<ScheduledTime>(TaskId, schedules).Module);

    public static async Task<ScheduleHost> StartTasksAsync(SimulatedThread thread, IRunStore store, params TaskModule[] modules)
    {
        var services = new ServiceCollection();
        thread.Logs.AddTo(services);
        services.AddSingleton<TimeProvider>(thread.Time);
        services.AddSingleton<IScheduler>(thread.Scheduler);
        services.AddRunnel(runnel =>
        {
            foreach (var module in modules)
            {
                runnel.Add(module);
            }

            runnel.UseStore(_ => store);
        });
        var provider = services.BuildServiceProvider();
        foreach (var service in provider.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return new ScheduleHost(provider);
    }

    public async Task StopAsync()
    {
        foreach (var service in services.GetServices<IHostedService>().Reverse())
        {
            await service.StopAsync(CancellationToken.None);
        }
    }
}
