using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Microsoft.Extensions.AI;
using Runnel.Validation;

namespace Runnel.Ai;

/// <summary>How one host reads a tool's arguments: their schema, and what they are bound to.</summary>
/// <typeparam name="TArguments">What the tool is given.</typeparam>
internal sealed class ToolInput<TArguments>
    where TArguments : notnull
{
    private readonly string name;
    private readonly bool isStrict;
    private readonly JsonTypeInfo<TArguments> type;
    private readonly Lazy<JsonElement> schema;
    private readonly Lock gate = new();
    private JsonElement? outputSchema;

    public ToolInput(string name, bool isStrict, JsonSerializerOptions options)
    {
        (this.name, this.isStrict, Options) = (name, isStrict, options);
        type = (JsonTypeInfo<TArguments>)options.GetTypeInfo(typeof(TArguments));
        schema = new(CreateSchema);
    }

    public JsonSerializerOptions Options { get; }

    public JsonElement Schema => schema.Value;

    /// <summary>The schema of what the tool gives, which is of one type.</summary>
    public JsonElement OutputSchema(Type output)
    {
        lock (gate)
        {
            return outputSchema ??= PayloadSchema.CreateOutput(output, Options);
        }
    }

    /// <summary>Binds what a model gave.</summary>
    /// <exception cref="ToolArgumentException">It does not fit; the message is for the model.</exception>
    /// <exception cref="RunnelException">The types cannot be read at all, which is no mistake of the model's.</exception>
    public TArguments Bind(AIFunctionArguments arguments)
    {
        var json = ArgumentsWriter.Write(arguments, type, name);
        try
        {
            return PayloadReader.Read((isStrict ? OptionalNulls.Remove(json, type) : json).Span, type);
        }
        catch (InvalidPayloadException exception) when (exception.InnerException is NotSupportedException && exception.Problems.All(problem => problem.Path == "$"))
        {
            throw new RunnelException($"The arguments of the tool '{name}' cannot be read: {exception.Message}", exception);
        }
        catch (InvalidPayloadException exception)
        {
            throw new ToolArgumentException(name, exception.Problems, exception);
        }
    }

    // A model gives arguments by name.
    private JsonElement CreateSchema() => type switch
    {
        { Kind: not JsonTypeInfoKind.Object } => throw Unfit("no object in JSON, and a model gives arguments by name"),
        { PolymorphismOptions: not null } => throw Unfit("a union, of which providers take none as the whole of a tool's arguments"),
        _ => ToolSchema.WithProperties(PayloadSchema.Create(type.Type, Options, isStrict)),
    };

    private RunnelException Unfit(string why) => new($"What the tool '{name}' takes, {type.Type}, is {why}. Take it in a record, or beside another parameter.");
}
