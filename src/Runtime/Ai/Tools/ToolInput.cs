using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Runnel.Json;
using Runnel.Validation;

namespace Runnel.Ai;

/// <summary>How one host reads a tool's arguments: their schema, and what they are bound to.</summary>
/// <typeparam name="TArguments">What the tool is given.</typeparam>
internal sealed class ToolInput<TArguments>
    where TArguments : notnull
{
    private readonly ToolDeclaration<TArguments> tool;
    private readonly Lazy<JsonElement> schema;
    private JsonElement? outputSchema;

    public ToolInput(ToolDeclaration<TArguments> tool, JsonSerializerOptions options)
    {
        this.tool = tool;
        Options = options;
        Type = (JsonTypeInfo<TArguments>)options.GetTypeInfo(typeof(TArguments));
        schema = new(CreateSchema);
    }

    public JsonSerializerOptions Options { get; }

    public JsonTypeInfo<TArguments> Type { get; }

    public JsonElement Schema => schema.Value;

    /// <summary>The schema of what the tool gives; <see langword="null"/> where it gives nothing.</summary>
    public JsonElement? OutputSchema(Type type) => type == typeof(NoOutput) ? null : outputSchema ??= PayloadSchema.CreateOutput(type, Options);

    /// <summary>Binds what a model gave.</summary>
    /// <exception cref="ToolArgumentException">It does not fit; the message is for the model.</exception>
    public TArguments Bind(AIFunctionArguments arguments)
    {
        var json = ArgumentsWriter.Write(arguments, Type, tool.Name);
        return Bind(json);
    }

    /// <inheritdoc cref="Bind(AIFunctionArguments)"/>
    public TArguments Bind(ReadOnlyMemory<byte> json)
    {
        try
        {
            return PayloadReader.Read((tool.IsStrict ? OptionalNulls.Remove(json, Type) : json).Span, Type);
        }
        catch (InvalidPayloadException exception)
        {
            throw new ToolArgumentException(tool.Name, string.Join(' ', exception.Problems.Select(problem => $"{problem.Path}: {problem.Reason}")), exception);
        }
    }

    // A model gives arguments by name.
    private JsonElement CreateSchema() => Type.Kind == JsonTypeInfoKind.Object
        ? ToolSchema.WithProperties(PayloadSchema.Create(Type.Type, Options, tool.IsStrict))
        : throw new RunnelException(
            $"What the tool '{tool.Name}' takes, {Type.Type}, is no object in JSON, and a model gives arguments by name. Take it in a record, or beside another parameter.");
}
