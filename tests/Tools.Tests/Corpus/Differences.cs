using System.Text.Json.Nodes;

namespace Runnel.Tools.Tests.Corpus;

/// <summary>Where our functions differ from AIFunctionFactory's, and why. A difference that is not there any more fails the tests, too.</summary>
internal static class Differences
{
    private const string WholePayload = "A single parameter of the user's own type is the payload itself, as it is for a task: one level less for the model.";

    private static readonly Dictionary<string, string> Schemas = new(StringComparer.Ordinal)
    {
        ["whole"] = WholePayload,
        ["lonely"] = WholePayload,
    };

    public static string? OfSchema(string name) => Schemas.GetValueOrDefault(name);

    public static string? OfCall(string name, string arguments) => null;

    public static JsonNode? WithoutTitle(JsonNode? schema)
    {
        (schema as JsonObject)?.Remove("title");
        return schema;
    }
}
