using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Runnel.Validation;

/// <summary>
/// The JSON schema of a type, over the very options that bind it: what the schema accepts the binder accepts, and what the binder accepts
/// the schema accepts, as far as a schema can say it.
/// </summary>
internal static class PayloadSchema
{
    /// <summary>The schema of what is read as a type: a payload, a tool's arguments.</summary>
    /// <param name="type">The type.</param>
    /// <param name="options">The options that bind it.</param>
    /// <param name="strict">
    /// Whether in the form that models are held to: every member required, optional ones nullable (<see cref="OptionalNulls"/> takes such nulls
    /// out again), none besides them, and only keywords that are allowed there.
    /// </param>
    /// <exception cref="NotSupportedException">There is no strict form: the type holds a dictionary, or JSON of any kind.</exception>
    public static JsonElement Create(Type type, JsonSerializerOptions options, bool strict = false)
    {
        var schema = SchemaReferences.Resolve(Export(type, options, isInput: true));
        return ToElement(strict ? StrictSchema.Of(schema) : schema);
    }

    /// <summary>The schema of what is written as a type: what a tool returns.</summary>
    /// <param name="type">The type.</param>
    /// <param name="options">The options that write it.</param>
    /// <exception cref="NotSupportedException">Its contract cannot be described.</exception>
    public static JsonElement CreateOutput(Type type, JsonSerializerOptions options) => ToElement(SchemaReferences.Resolve(Export(type, options, isInput: false)));

    private static JsonNode Export(Type type, JsonSerializerOptions options, bool isInput)
    {
        var transform = new SchemaTransform(isInput);
        JsonElement schema;
        try
        {
            schema = AIJsonUtilities.CreateJsonSchema(
                type, serializerOptions: options, inferenceOptions: new AIJsonSchemaCreateOptions { TransformSchemaNode = transform.Apply });
        }
        catch (JsonException exception)
        {
            // The exporter takes the default of a struct, as reflection gives it, for null.
            throw new NotSupportedException(
                $"There is no schema of {type}: {exception.Message} A constructor's parameter whose default is that of a struct cannot be described by reflection. "
                + "Make it nullable, or put the type into a JsonSerializerContext and pass that to AddJson.",
                exception);
        }

        // As nodes again: what is left to do changes places of the whole.
        return schema.ValueKind == JsonValueKind.Object ? JsonObject.Create(schema)! : JsonValue.Create(schema.GetBoolean());
    }

    private static JsonElement ToElement(JsonNode schema)
    {
        using var document = JsonDocument.Parse(schema.ToJsonString());
        return document.RootElement.Clone();
    }
}
