using System.Text.Json.Nodes;

namespace Runnel.Validation;

/// <summary>Unions by <c>[JsonDerivedType]</c>: an object without a discriminator is of the base type, one with a wrong one is nothing.</summary>
internal static class SchemaUnions
{
    public static void Describe(SchemaNode node)
    {
        if (node.Type.PolymorphismOptions is not { IgnoreUnrecognizedTypeDiscriminators: false } union || node.Keywords["anyOf"] is not JsonArray members)
        {
            return;
        }

        foreach (var member in members.OfType<JsonObject>())
        {
            if (member["$ref"] is null && member["properties"]?[union.TypeDiscriminatorPropertyName] is null)
            {
                member["not"] = new JsonObject { ["required"] = new JsonArray(union.TypeDiscriminatorPropertyName) };
            }
        }
    }
}
