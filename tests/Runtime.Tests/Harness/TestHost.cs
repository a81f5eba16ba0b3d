using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel.Clients;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Tests.Harness;

/// <summary>A real host around one test task: its clock, scheduler and store are the test's where it brings them.</summary>
internal sealed class TestHost : IAsyncDisposable
{
    private readonly IHost host;
    private readonly TestTask task;
    private bool isStopped;

    private TestHost(IHost host, TestTask task) => (this.host, this.task) = (host, task);

    public IServiceProvider Services => host.Services;

    public IRunnelClient Runnel => host.Services.GetRequiredService<IRunnelClient>();

    public TestTask.Client Client => task.CreateClient(host.Services.GetRequiredService<RunConnection>());

    public IRunStore Store => host.Services.GetRequiredService<IRunStore>();

    public RunLog Log => host.Services.GetRequiredService<RunLog>();

    public static Task<TestHost> StartAsync(
        TestBody body, TimeProvider? time = null, IRunStore? store = null, Action<RunnelBuilder>? configure = null, IScheduler? scheduler = null,
        Action<IServiceCollection>? services = null) =>
        StartAsync(new TestTask(body), time, store, configure, scheduler, services);

    public static async Task<TestHost> StartAsync(
        TestTask task, TimeProvider? time = null, IRunStore? store = null, Action<RunnelBuilder>? configure = null, IScheduler? scheduler = null,
        Action<IServiceCollection>? services = null)
    {
        var builder = new HostApplicationBuilder(new HostApplicationBuilderSettings { DisableDefaults = true });
        builder.Services.AddLogging(logging => logging.ClearProviders());
        if (time is not null)
        {
            builder.Services.AddSingleton(time);
        }

        if (scheduler is not null)
        {
            builder.Services.AddSingleton(scheduler);
        }

        services?.Invoke(builder.Services);
        builder.Services.AddRunnel(runnel =>
        {
            runnel.Add(task.Module);
            if (store is not null)
            {
                runnel.UseStore(_ => store);
            }

            configure?.Invoke(runnel);
        });
        var host = builder.Build();
        await host.StartAsync();
        return new TestHost(host, task);
    }

    public async Task StopAsync(CancellationToken giveUp = default)
    {
        isStopped = true;
        await host.StopAsync(giveUp);
    }

    public async ValueTask DisposeAsync()
    {
        if (!isStopped)
        {
            await host.StopAsync();
        }

        host.Dispose();
    }
}
