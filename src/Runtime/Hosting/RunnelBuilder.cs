using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Runnel.Execution;
using Runnel.Hosting;
using Runnel.Storage;

namespace Runnel;

/// <summary>What a host is told about its tasks, store and options; passed to the callback of <c>AddRunnel</c>.</summary>
public sealed class RunnelBuilder
{
    private readonly List<TaskModule> modules = [];
    private readonly QueueList queues = new();

    internal RunnelBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    internal IReadOnlyList<TaskModule> Modules => modules;

    internal TaskFilters Filters { get; } = new();

    internal IReadOnlyList<QueueDeclaration> Queues => queues.All;

    internal List<IJsonTypeInfoResolver> JsonContexts { get; } = [];

    internal RunnelOptions Options { get; } = new();

    internal Func<IServiceProvider, IRunStore>? CreateStore { get; private set; }

    internal bool IsClientOnly { get; private set; }

    /// <summary>Adds the tasks and clients of another assembly; for those of this one there is the generated <c>AddTasks()</c>.</summary>
    public RunnelBuilder Add(TaskModule module)
    {
        ArgumentNullException.ThrowIfNull(module);
        if (!modules.Contains(module))
        {
            modules.Add(module);
        }

        return this;
    }

    /// <summary>
    /// Declares a queue. Its limit is one for all processes that share the store: the last host that starts sets it. Hosts that only trigger may declare
    /// queues, too.
    /// </summary>
    /// <param name="name">1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</param>
    /// <param name="concurrencyLimit">
    /// How many of its runs may execute at once; of those with concurrency keys, so many for each key. At least 1; <see langword="null"/> for any number.
    /// A run that waits, for its children or for a delay, does not count.
    /// </param>
    /// <exception cref="RunnelException">The name or the limit is not valid, or the queue was declared before.</exception>
    public RunnelBuilder AddQueue(string name, int? concurrencyLimit)
    {
        queues.Add(name, concurrencyLimit);
        return this;
    }

    /// <summary>Adds a filter around the attempts of tasks; it is a service of each attempt's scope.</summary>
    /// <typeparam name="TFilter">The filter.</typeparam>
    /// <param name="isFor">Which tasks, by their ids. Default all.</param>
    public RunnelBuilder AddFilter<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicConstructors)] TFilter>(Func<string, bool>? isFor = null)
        where TFilter : class, ITaskFilter
    {
        Services.TryAddScoped<TFilter>();
        Filters.Add(static services => services.GetRequiredService<TFilter>(), isFor);
        return this;
    }

    /// <summary>Adds JSON contracts of payloads, outputs and chunks, such as a <c>JsonSerializerContext</c>; needed where reflection is off.</summary>
    public RunnelBuilder AddJson(IJsonTypeInfoResolver context)
    {
        ArgumentNullException.ThrowIfNull(context);
        JsonContexts.Add(context);
        return this;
    }

    /// <summary>Sets options.</summary>
    public RunnelBuilder Configure(Action<RunnelOptions> configure)
    {
        ArgumentNullException.ThrowIfNull(configure);
        configure(Options);
        return this;
    }

    /// <summary>Keeps runs in this process's memory, as by default, but without the warning at start that they end with it.</summary>
    public RunnelBuilder UseInMemory(InMemoryRunStoreOptions? options = null) =>
        UseStore(provider => new InMemoryRunStore(provider.GetService<TimeProvider>(), options));

    /// <summary>Keeps runs in a store of one's own; by default they are kept in memory.</summary>
    public RunnelBuilder UseStore(Func<IServiceProvider, IRunStore> create)
    {
        ArgumentNullException.ThrowIfNull(create);
        CreateStore = create;
        return this;
    }

    /// <summary>Registers clients only: this host triggers and follows runs and executes none.</summary>
    public RunnelBuilder ClientOnly()
    {
        IsClientOnly = true;
        return this;
    }
}
