using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Clients;
using Runnel.Json;

namespace Runnel.Ai;

/// <summary>What a model is shown of a tool; made by generated code.</summary>
/// <typeparam name="TArguments">What the tool is given.</typeparam>
/// <param name="name">What the model calls it.</param>
public sealed class ToolDeclaration<TArguments>(string name)
    where TArguments : notnull
{
    private readonly ConditionalWeakTable<JsonSerializerOptions, ToolInput<TArguments>> inputs = [];
    private JsonSerializerOptions? ownOptions;

    /// <summary>What the model calls it.</summary>
    public string Name => name;

    /// <summary>What it is for.</summary>
    public string Description { get; init; } = "";

    /// <summary>Whether the model is held to the schema.</summary>
    public bool IsStrict { get; init; }

    /// <summary>The JSON contract of the arguments, where they are generated.</summary>
    public Func<JsonSerializerOptions, JsonTypeInfo<TArguments>>? CreateTypeInfo { get; init; }

    // What is computed once for each host: schemas, and how arguments are read.
    internal ToolInput<TArguments> InputOf(RunConnection? connection)
    {
        var options = connection?.Json ?? OwnOptions();
        return inputs.TryGetValue(options, out var input) ? input : inputs.GetValue(options, added => new ToolInput<TArguments>(name, IsStrict, added));
    }

    // A set that was made by hand, as in a test, has no host to ask.
    private JsonSerializerOptions OwnOptions() => ownOptions ??= RunnelJson.Create(
        CreateTypeInfo is null ? [] : [new GeneratedTypeInfoResolver(new Dictionary<Type, Func<JsonSerializerOptions, JsonTypeInfo>> { [typeof(TArguments)] = CreateTypeInfo })],
        []);
}
