using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Storage;

namespace Runnel;

/// <summary>What a host is told about its tasks, store and options; passed to the callback of <c>AddRunnel</c>.</summary>
public sealed class RunnelBuilder
{
    private readonly List<TaskModule> modules = [];

    internal RunnelBuilder(IServiceCollection services) => Services = services;

    /// <summary>The host's services.</summary>
    public IServiceCollection Services { get; }

    internal IReadOnlyList<TaskModule> Modules => modules;

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
