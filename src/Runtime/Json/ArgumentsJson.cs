using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Json;

/// <summary>
/// Describes a generated <c>Arguments</c> record to System.Text.Json without reflection; generated code calls it, because
/// the JSON source generator cannot see what another generator emits.
/// </summary>
public static class ArgumentsJson
{
    /// <summary>The contract of a record whose members are its constructor's parameters.</summary>
    /// <param name="options">The options that the contract belongs to.</param>
    /// <param name="create">Calls the constructor with one value per member, in order.</param>
    /// <param name="members">The members, in the constructor's order.</param>
    public static JsonTypeInfo<TArguments> Create<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TArguments>(
        JsonSerializerOptions options, Func<object?[], TArguments> create, params ArgumentsMember<TArguments>[] members)
        where TArguments : notnull
    {
        ArgumentNullException.ThrowIfNull(members);
        return JsonMetadataServices.CreateObjectInfo<TArguments>(options, new JsonObjectInfoValues<TArguments>
        {
            NumberHandling = options.NumberHandling,
            ObjectWithParameterizedConstructorCreator = values => create(values),
            PropertyMetadataInitializer = _ => Array.ConvertAll(members, member => member.CreateProperty(options)),
            ConstructorParameterMetadataInitializer = () => [.. members.Select((member, position) => member.CreateParameter(position))],
        });
    }

    /// <summary>A member whose parameter has no default: it must be present in the JSON.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="jsonName">The parameter's name, which is its name in JSON.</param>
    /// <param name="get">Reads the member.</param>
    /// <param name="nullable">Whether <see langword="null"/> is allowed.</param>
    /// <param name="attributes">What the parameter is annotated with: descriptions and validation.</param>
    public static ArgumentsMember<TArguments> Required<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TArguments, TMember>(
        string name, string jsonName, Func<TArguments, TMember> get, bool nullable, params Attribute[]? attributes)
        where TArguments : notnull =>
        new ArgumentsMember<TArguments, TMember>(name, jsonName, get, nullable, hasDefault: false, defaultValue: default!, attributes);

    /// <summary>A member whose parameter has a default: it may be absent from the JSON.</summary>
    /// <param name="name">The member's name.</param>
    /// <param name="jsonName">The parameter's name, which is its name in JSON.</param>
    /// <param name="get">Reads the member.</param>
    /// <param name="nullable">Whether <see langword="null"/> is allowed.</param>
    /// <param name="defaultValue">The value of an absent member.</param>
    /// <param name="attributes">What the parameter is annotated with: descriptions and validation.</param>
    public static ArgumentsMember<TArguments> Optional<[DynamicallyAccessedMembers(DynamicallyAccessedMemberTypes.PublicProperties)] TArguments, TMember>(
        string name, string jsonName, Func<TArguments, TMember> get, bool nullable, TMember defaultValue, params Attribute[]? attributes)
        where TArguments : notnull =>
        new ArgumentsMember<TArguments, TMember>(name, jsonName, get, nullable, hasDefault: true, defaultValue, attributes);
}
