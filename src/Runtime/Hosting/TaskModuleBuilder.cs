using System.ComponentModel;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;
using Runnel.Ai;
using Runnel.Clients;
using Runnel.Definitions;

namespace Runnel;

/// <summary>Lists the tasks and clients of a <see cref="TaskModule"/>.</summary>
public sealed class TaskModuleBuilder
{
    internal List<TaskDefinition> Definitions { get; } = [];

    internal List<TaskContract> Contracts { get; } = [];

    internal Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> TypeInfos { get; } = [];

    internal List<Action<IServiceCollection>> Clients { get; } = [];

    /// <summary>Adds a task and its client.</summary>
    public TaskModuleBuilder AddTask<TClient>(TaskDefinition definition, Func<RunConnection, TClient> createClient)
        where TClient : class
    {
        Definitions.Add(definition);
        return AddClient(createClient);
    }

    /// <summary>Adds a client of a task that is implemented elsewhere.</summary>
    public TaskModuleBuilder AddClient<TClient>(TaskContract contract, Func<RunConnection, TClient> createClient)
        where TClient : class
    {
        Contracts.Add(contract);
        return AddClient(createClient);
    }

    /// <summary>Adds the JSON contract of a generated type.</summary>
    public TaskModuleBuilder AddTypeInfo<T>(Func<JsonSerializerOptions, JsonTypeInfo<T>> create)
    {
        TypeInfos[typeof(T)] = create;
        return this;
    }

    /// <summary>Adds the function by which a model calls a task.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TaskModuleBuilder AddToolFunction<TFunction>(Func<RunConnection, TFunction> createFunction)
        where TFunction : AIFunction => AddClient(createFunction);

    /// <summary>Adds a set of tools: the set as a service, made anew for each that asks, and the JSON contracts of what its tools take and of its parts.</summary>
    [EditorBrowsable(EditorBrowsableState.Never)]
    public TaskModuleBuilder AddToolSet<TTools>()
        where TTools : class, IToolCatalog<TTools>
    {
        foreach (var tool in TTools.Parts)
        {
            if (tool.CreateTypeInfo is { } create)
            {
                TypeInfos[tool.ArgumentsType] = create;
            }
        }

        AddTypeInfo(static options => TextStreamPartJson.Create(options, TTools.Parts));
        Clients.Add(static services => services.TryAddTransient(static provider =>
        {
            var tools = TTools.Create(provider);
            tools.Connection = provider.GetRequiredService<RunConnection>();
            return tools;
        }));
        return this;
    }

    private TaskModuleBuilder AddClient<TClient>(Func<RunConnection, TClient> createClient)
        where TClient : class
    {
        Clients.Add(services => services.TryAddSingleton(provider => createClient(provider.GetRequiredService<RunConnection>())));
        return this;
    }
}
