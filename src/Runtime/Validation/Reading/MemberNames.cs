using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>Finds the members of one type by their names in JSON, as the type's options compare them.</summary>
internal sealed class MemberNames(JsonTypeInfo type)
{
    private readonly StringComparison comparison = type.Options.PropertyNameCaseInsensitive ? StringComparison.OrdinalIgnoreCase : StringComparison.Ordinal;

    public JsonPropertyInfo? Find(string name)
    {
        JsonPropertyInfo? similar = null;
        foreach (var property in type.Properties)
        {
            if (property.Name == name)
            {
                return property;
            }

            similar ??= string.Equals(property.Name, name, comparison) ? property : null;
        }

        return similar;
    }

    public bool IsPresent(JsonElement json, JsonPropertyInfo property)
    {
        if (json.TryGetProperty(property.Name, out _))
        {
            return true;
        }

        foreach (var sent in json.EnumerateObject())
        {
            if (string.Equals(sent.Name, property.Name, comparison))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a name is no member's, but System.Text.Json's own.</summary>
    public bool IsIgnored(string name) => name.StartsWith('$') || type.Properties.Any(property => property.IsExtensionData);
}
