using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Json;

/// <summary>One member of a generated <c>Arguments</c> record; made by <see cref="ArgumentsJson"/>.</summary>
/// <typeparam name="TArguments">The record.</typeparam>
public abstract class ArgumentsMember<TArguments>
    where TArguments : notnull
{
    private protected ArgumentsMember()
    {
    }

    internal abstract JsonPropertyInfo CreateProperty(JsonSerializerOptions options);

    internal abstract JsonParameterInfoValues CreateParameter(int position);
}

internal sealed class ArgumentsMember<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TArguments, TMember>(
    string name, string jsonName, Func<TArguments, TMember> get, bool nullable, bool hasDefault, TMember defaultValue, Attribute[]? attributes)
    : ArgumentsMember<TArguments>
    where TArguments : notnull
{
    internal override JsonPropertyInfo CreateProperty(JsonSerializerOptions options)
    {
        var property = JsonMetadataServices.CreatePropertyInfo(options, new JsonPropertyInfoValues<TMember>
        {
            IsProperty = true,
            IsPublic = true,
            DeclaringType = typeof(TArguments),
            PropertyName = name,
            JsonPropertyName = jsonName,
            Getter = arguments => get((TArguments)arguments),
            AttributeProviderFactory = () => new MemberAttributes(attributes ?? [], typeof(TArguments).GetProperty(name)),
        });
        if (!nullable && !typeof(TMember).IsValueType)
        {
            property.IsGetNullable = false;
        }

        return property;
    }

    internal override JsonParameterInfoValues CreateParameter(int position) => new()
    {
        Name = name,
        ParameterType = typeof(TMember),
        Position = position,
        HasDefaultValue = hasDefault,
        DefaultValue = hasDefault ? defaultValue : null,
        IsNullable = nullable,
    };
}
