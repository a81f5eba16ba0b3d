using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Logging;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;
using Runnel.Testing.Simulation;

namespace Runnel.Testing;

/// <summary>The services of a test host: the user's, on the test's clock and threads.</summary>
internal static class HostServices
{
    public static ServiceProvider Build(
        Action<RunnelBuilder>? configure, Action<IServiceCollection>? addServices, RunnelTestHostOptions options, HostActivity activity, RecordedLogs logs)
    {
        var services = new ServiceCollection();
        services.AddLogging(logging => logging.SetMinimumLevel(LogLevel.Trace).AddProvider(logs));

        // Before AddRunnel, which takes a scheduler that is there.
        services.AddSingleton<IScheduler>(activity);
        addServices?.Invoke(services);
        if (configure is not null)
        {
            services.AddRunnel(runnel => configure(runnel.UseInMemory(new InMemoryRunStoreOptions { Retention = TimeSpan.MaxValue })));
        }

        // After the user's, so that there is one clock.
        services.AddSingleton(options.Time);
        services.AddSingleton<TimeProvider>(options.Time);
        services.Replace(ServiceDescriptor.Singleton(LogOptionsOf(services) with { SharesChunks = !options.RoundTrip }));
        return services.BuildServiceProvider(new ServiceProviderOptions { ValidateScopes = true });
    }

    private static RunLogOptions LogOptionsOf(ServiceCollection services) =>
        services.FirstOrDefault(service => service.ServiceType == typeof(RunLogOptions))?.ImplementationInstance as RunLogOptions
        ?? throw new InvalidOperationException(
            "RunnelTestHost has no tasks: pass a callback that names them, StartAsync(runnel => runnel.AddTasks()), or services whose callback calls AddRunnel.");
}
