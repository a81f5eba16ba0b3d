using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Runnel.Ai;
using Runnel.Clients;
using Runnel.Diagnostics;
using Runnel.Execution;
using Runnel.Hosting;
using Runnel.Json;
using Runnel.Log;
using Runnel.Schedules;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel;

/// <summary>Adds Runnel to a host.</summary>
public static class RunnelServiceCollectionExtensions
{
    /// <summary>Adds the clients and, unless <see cref="RunnelBuilder.ClientOnly"/> is called, a worker that starts and stops with the host.</summary>
    /// <param name="services">The host's services. A <see cref="TimeProvider"/> among them is Runnel's clock.</param>
    /// <param name="configure">Names the tasks, the store and options.</param>
    /// <exception cref="RunnelException">An option is out of its range, or Runnel was added before.</exception>
    public static IServiceCollection AddRunnel(this IServiceCollection services, Action<RunnelBuilder> configure)
    {
        ArgumentNullException.ThrowIfNull(services);
        ArgumentNullException.ThrowIfNull(configure);
        if (services.Any(service => service.ServiceType == typeof(RunConnection)))
        {
            throw new RunnelException("AddRunnel was called twice on these services. Call it once and name all tasks in its callback.");
        }

        var builder = new RunnelBuilder(services);
        configure(builder);
        builder.Options.Validate();
        if (builder is { IsClientOnly: true, CreateStore: null })
        {
            throw new RunnelException("ClientOnly needs a store that it shares with the host that executes; call UseStore. In memory, nobody would take its runs.");
        }

        var modules = builder.Modules.Select(module => module.Build()).ToList();
        var taskQueues = builder.IsClientOnly ? [] : TaskQueues(modules, builder);

        services.TryAddSingleton<IScheduler>(ThreadPoolScheduler.Instance);
        services.AddSingleton(provider => builder.CreateStore?.Invoke(provider) ?? new InMemoryRunStore(Clock(provider)));
        services.AddSingleton(_ => RegistryOf(modules, builder));
        services.AddSingleton(new RunLogOptions(builder.Options.WindowBytes, builder.Options.LiveTailBytes, builder.Options.PageBytes));
        services.AddSingleton(LogOf);
        services.AddSingleton(provider => new QueueCatalog(provider.GetRequiredService<IRunStore>(), builder.Queues, taskQueues));
        services.AddSingleton(provider => new RunFactory(
            provider.GetRequiredService<RunLog>(), provider.GetRequiredService<TaskRegistry>(), provider.GetRequiredService<QueueCatalog>()));
        services.AddSingleton<RunConnection>(provider =>
            new LocalConnection(provider.GetRequiredService<RunLog>(), provider.GetRequiredService<TaskRegistry>(), provider.GetRequiredService<RunFactory>()));
        services.TryAddSingleton<IRunnelClient>(provider => new RunnelClient(provider.GetRequiredService<RunConnection>()));
        services.TryAddSingleton<IScheduleClient>(provider =>
            new ScheduleClient(
                provider.GetRequiredService<RunLog>(), provider.GetRequiredService<TaskRegistry>(), provider.GetRequiredService<RunFactory>()));
        foreach (var addClient in modules.SelectMany(module => module.Clients))
        {
            addClient(services);
        }

        if (builder.CreateStore is null)
        {
            services.AddSingleton<IHostedService>(provider => new InMemoryNotice(Loggers(provider)));
        }

        if (!builder.IsClientOnly)
        {
            services.AddSingleton<IHostedService>(provider => new WorkerService(new Worker(new ExecutionEnvironment(
                provider.GetRequiredService<RunLog>(),
                provider.GetRequiredService<TaskRegistry>(),
                provider.GetRequiredService<RunFactory>(),
                provider.GetRequiredService<QueueCatalog>(),
                builder.Filters,
                builder.Options,
                provider.GetRequiredService<IServiceScopeFactory>(),
                Loggers(provider)))));
            services.AddSingleton<IHostedService>(provider => new ScheduleService(new ScheduleLoop(
                provider.GetRequiredService<RunLog>(), provider.GetRequiredService<TaskRegistry>(), provider.GetRequiredService<RunFactory>(), Loggers(provider))));
        }

        return services;
    }

    // What this host executes, each with its queue; so that one that has lost its queue is moved back into its own.
    private static Dictionary<string, string?> TaskQueues(List<TaskModuleBuilder> modules, RunnelBuilder builder)
    {
        var queues = new Dictionary<string, string?>(StringComparer.Ordinal);
        foreach (var definition in modules.SelectMany(module => module.Definitions))
        {
            if (definition.Queue is { } queue && builder.Queues.All(declared => declared.Name != queue))
            {
                throw new RunnelException(
                    $"Task '{definition.Contract.Id}' names the queue '{queue}', which this host does not declare. Call AddQueue(\"{queue}\", concurrencyLimit: …) in the callback of AddRunnel.");
            }

            queues[definition.Contract.Id] = definition.Queue;
        }

        return queues;
    }

    private static TaskRegistry RegistryOf(List<TaskModuleBuilder> modules, RunnelBuilder builder)
    {
        var generated = modules.SelectMany(module => module.TypeInfos).GroupBy(contract => contract.Key).ToDictionary(group => group.Key, group => group.First().Value);
        generated[typeof(ITextStreamPart<IToolSet>)] = TextStreamPartJson.Create;
        var json = RunnelJson.Create([new GeneratedTypeInfoResolver(generated)], builder.JsonContexts);
        return new TaskRegistry(modules.SelectMany(module => module.Definitions), modules.SelectMany(module => module.Contracts), json);
    }

    private static RunLog LogOf(IServiceProvider provider) => new(
        provider.GetRequiredService<IRunStore>(),
        provider.GetRequiredService<IScheduler>(),
        Clock(provider),
        provider.GetRequiredService<RunLogOptions>(),
        Loggers(provider));

    private static TimeProvider Clock(IServiceProvider provider) => provider.GetService<TimeProvider>() ?? TimeProvider.System;

    private static ForgivingLoggers Loggers(IServiceProvider provider) => new ForgivingLoggers(provider.GetService<ILoggerFactory>() ?? NullLoggerFactory.Instance);
}
