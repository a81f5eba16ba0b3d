using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Runnel.Clients;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Tests.Simulation;

/// <summary>
/// What a host does with Runnel, on a simulation's thread and clock. It need not be stopped at a scenario's end, where a stop that
/// waits would hide what failed.
/// </summary>
internal sealed class SimulatedHost
{
    private readonly ServiceProvider services;
    private readonly TestTask task;

    private SimulatedHost(ServiceProvider services, TestTask task) => (this.services, this.task) = (services, task);

    public TestTask.Client Client => task.CreateClient(services.GetRequiredService<RunConnection>());

    public IRunnelClient Runnel => services.GetRequiredService<IRunnelClient>();

    public IRunStore Store => Log.Store;

    public RunLog Log => services.GetRequiredService<RunLog>();

    public static Task<SimulatedHost> StartAsync(SimulatedThread thread, TestBody body, IRunStore? store = null, Action<RunnelBuilder>? configure = null) =>
        StartAsync(thread, new TestTask(body), store, configure);

    /// <summary>The client of another task that was added to the host.</summary>
    public TestTask.Client ClientOf(TestTask other) => other.CreateClient(services.GetRequiredService<RunConnection>());

    public static async Task<SimulatedHost> StartAsync(
        SimulatedThread thread, TestTask task, IRunStore? store = null, Action<RunnelBuilder>? configure = null, params TestTask[] others)
    {
        var services = new ServiceCollection();
        thread.Logs.AddTo(services);
        services.AddSingleton<TimeProvider>(thread.Time);
        services.AddSingleton<IScheduler>(thread.Scheduler);
        services.AddRunnel(runnel =>
        {
            runnel.Add(task.Module);
            runnel.UseStore(_ => store ?? new InMemoryRunStore(thread.Time));
            foreach (var other in others)
            {
                runnel.Add(other.Module);
            }

            configure?.Invoke(runnel);
        });
        var host = new SimulatedHost(services.BuildServiceProvider(), task);
        foreach (var service in host.services.GetServices<IHostedService>())
        {
            await service.StartAsync(CancellationToken.None);
        }

        return host;
    }

    public async Task StopAsync(CancellationToken giveUp = default)
    {
        foreach (var service in services.GetServices<IHostedService>())
        {
            await service.StopAsync(giveUp);
        }
    }
}
