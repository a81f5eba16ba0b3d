using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>Which type of a union an object is of, by its discriminator.</summary>
internal static class UnionMember
{
    /// <returns>The contract of that type; <see langword="null"/> if there is none, which then is noted.</returns>
    public static JsonTypeInfo? Of(JsonElement json, JsonTypeInfo type, ProblemList problems, JsonPlace place)
    {
        if (type.PolymorphismOptions is not { } union)
        {
            return type;
        }

        var discriminator = union.TypeDiscriminatorPropertyName;
        if (!json.TryGetProperty(discriminator, out var sent))
        {
            if (type.Type is { IsAbstract: false })
            {
                return type;
            }

            problems.Add(place.ToString(), $"required members are missing: '{discriminator}' ({Names(union)}).");
            return null;
        }

        foreach (var derived in union.DerivedTypes)
        {
            if (derived.TypeDiscriminator is string name ? sent.ValueKind == JsonValueKind.String && sent.ValueEquals(name)
                : derived.TypeDiscriminator is int number && sent.ValueKind == JsonValueKind.Number && sent.TryGetInt32(out var found) && found == number)
            {
                return type.Options.GetTypeInfo(derived.DerivedType);
            }
        }

        if (union.IgnoreUnrecognizedTypeDiscriminators)
        {
            return type;
        }

        place.Push(discriminator);
        problems.Add(place.ToString(), $"expected {Names(union)}, got {ValueText.Of(sent)}.");
        place.Pop();
        return null;
    }

    public static string Names(JsonPolymorphismOptions union) => ExpectedText.OneOf(
        union.DerivedTypes.Where(derived => derived.TypeDiscriminator is not null)
            .Select(derived => derived.TypeDiscriminator is string name ? ValueText.Quoted(name) : ValueText.Plain(derived.TypeDiscriminator)));
}
