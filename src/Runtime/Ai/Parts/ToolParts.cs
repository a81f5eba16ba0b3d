using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Ai;

/// <summary>The parts of one tool, made by the constructors that generated code hands over.</summary>
/// <typeparam name="TPart">What the parts are: <c>ITextStreamPart&lt;IHasTool&lt;TheTool&gt;&gt;</c>.</typeparam>
/// <typeparam name="TArguments">The tool's arguments.</typeparam>
/// <typeparam name="TOutput">What the tool returns.</typeparam>
/// <param name="declaration">What a model is shown of the tool.</param>
/// <param name="call">Makes a call from its id and arguments.</param>
/// <param name="result">Makes a result from the call's id, its arguments and what the tool returned.</param>
/// <param name="error">Makes an error from the call's id, its arguments and what went wrong.</param>
public class ToolParts<TPart, TArguments, TOutput>(
    ToolDeclaration<TArguments> declaration,
    Func<string, TArguments, TPart> call,
    Func<string, TArguments, TOutput, TPart> result,
    Func<string, TArguments, TaskError, TPart> error) : IToolParts<TPart>
    where TArguments : notnull
{
    private readonly Func<string, TArguments, TaskError, TPart> makeError = error;   // the method's parameter has the same name

    /// <inheritdoc/>
    public string Name => Declaration.Name;

    /// <summary>What a model is shown of the tool.</summary>
    public ToolDeclaration<TArguments> Declaration { get; } = declaration ?? throw new ArgumentNullException(nameof(declaration));

    /// <inheritdoc/>
    public Type ArgumentsType => typeof(TArguments);

    /// <inheritdoc/>
    public Func<JsonSerializerOptions, JsonTypeInfo>? CreateTypeInfo => Declaration.CreateTypeInfo;

    /// <inheritdoc/>
    public TPart Call(string toolCallId, object arguments) => call(toolCallId, Arguments(arguments));

    /// <inheritdoc/>
    public TPart Result(string toolCallId, object arguments, object? output) => result(toolCallId, Arguments(arguments), Output(output));

    /// <inheritdoc/>
    public TPart Error(string toolCallId, object arguments, TaskError error) => makeError(toolCallId, Arguments(arguments), error);

    /// <inheritdoc/>
    public object ReadArguments(JsonElement input, JsonSerializerOptions options) =>
        Read<TArguments>(input, options, "input") ?? throw new JsonException($"The input of tool '{Name}' is null; expected {typeof(TArguments)}.");

    /// <inheritdoc/>
    public object? ReadOutput(JsonElement output, JsonSerializerOptions options) => Read<TOutput>(output, options, "output");

    private TArguments Arguments(object arguments) => arguments is TArguments typed
        ? typed
        : throw new ArgumentException($"The arguments of tool '{Name}' are {Describe(arguments)}; expected {typeof(TArguments)}.", nameof(arguments));

    private TOutput Output(object? output) => output switch
    {
        TOutput typed => typed,
        null when default(TOutput) is null => default!,
        _ => throw new ArgumentException($"The output of tool '{Name}' is {Describe(output)}; expected {typeof(TOutput)}.", nameof(output)),
    };

    private T? Read<T>(JsonElement json, JsonSerializerOptions options, string what)
    {
        ArgumentNullException.ThrowIfNull(options);
        try
        {
            return json.Deserialize((JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));
        }
        catch (JsonException exception)
        {
            throw new JsonException($"The {what} of tool '{Name}' does not fit {typeof(T)}: {exception.Message}", exception);
        }
    }

    private static string Describe(object? value) => value is null ? "null" : value.GetType().ToString();
}
