using System.Reflection;
using System.Text.Json.Serialization.Metadata;
using Runnel.Json;

namespace Runnel.Validation;

/// <summary>
/// Whether the items of a member's collection may be null, which System.Text.Json does not look at. Where the annotations have been
/// trimmed away, they may.
/// </summary>
/// <param name="Allowed">Whether the items may be null.</param>
/// <param name="Inner">The same for the items' items.</param>
internal sealed record ItemNulls(bool Allowed, ItemNulls? Inner)
{
    public static ItemNulls? Of(JsonPropertyInfo property)
    {
        // Asked only of collections: it costs some reflection.
        if (property.CustomConverter is not null || Contracts.Find(property.PropertyType, property.Options)?.ElementType is null)
        {
            return null;
        }

        try
        {
            var nullability = property.AttributeProvider switch
            {
                PropertyInfo member => new NullabilityInfoContext().Create(member),
                FieldInfo field => new NullabilityInfoContext().Create(field),
                MemberAttributes { Property: { } member } => new NullabilityInfoContext().Create(member),
                _ => null,
            };
            return nullability is null ? null : Of(nullability);
        }
        catch (InvalidOperationException)
        {
            // NullabilityInfoContextSupport is off.
            return null;
        }
    }

    private static ItemNulls? Of(NullabilityInfo collection)
    {
        var item = collection.ElementType ?? collection.GenericTypeArguments.LastOrDefault();
        if (item is null || collection.GenericTypeArguments.Length > 2)
        {
            return null;
        }

        var inner = Of(item);
        var allowed = item.ReadState is not NullabilityState.NotNull || (item.Type.IsValueType && Nullable.GetUnderlyingType(item.Type) is null);
        return allowed && inner is null && item.Type.IsValueType ? null : new ItemNulls(allowed, inner);
    }
}
