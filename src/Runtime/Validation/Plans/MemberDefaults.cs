using System.Text.Json.Serialization.Metadata;

namespace Runnel.Validation;

/// <summary>What the members of a type are where they are left out.</summary>
internal sealed class MemberDefaults(JsonTypeInfo type)
{
    private readonly Lazy<object?> blank = new(() => Create(type), LazyThreadSafetyMode.PublicationOnly);

    /// <summary>
    /// The value that an absent member leaves. Of a type with a constructor of parameters an instance cannot be had, so that what its other properties
    /// begin with is not known.
    /// </summary>
    /// <returns>Whether it is known; a required member has none.</returns>
    public bool TryGet(JsonPropertyInfo property, out object? value)
    {
        value = null;
        if (OptionalNulls.IsRequired(property))
        {
            return false;
        }

        if (property.AssociatedParameter is { HasDefaultValue: true } parameter)
        {
            value = parameter.DefaultValue;
            return true;
        }

        if (property.Get is null || blank.Value is not { } instance)
        {
            return false;
        }

        try
        {
            value = property.Get(instance);
            return true;
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            return false;
        }
    }

    private static object? Create(JsonTypeInfo type)
    {
        try
        {
            return type.CreateObject?.Invoke();
        }
        catch (Exception exception) when (exception is not OutOfMemoryException)
        {
            // Who reads a payload is told of it.
            return null;
        }
    }
}
