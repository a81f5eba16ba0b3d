using Microsoft.CodeAnalysis;

namespace Runnel.Generators.Parsing;

/// <summary>Whether a payload can be made of a due time alone: of the time itself, or of nothing.</summary>
internal static class SchedulePayload
{
    /// <summary>Why none can be made, or null where one can.</summary>
    public static string? Objection(RunSignature signature) => signature switch
    {
        { Members: { } members } => members.FirstOrDefault(member => member.Model.Default is null) is { Parameter: { } required }
            ? $"its parameter '{required.Name}' has no default"
            : null,
        { Payload.Type: INamedTypeSymbol payload } when payload.TypeKind != TypeKind.Error && !payload.Is(KnownTypes.ScheduledTime) => Objection(payload),
        _ => null,
    };

    // As System.Text.Json reads {}. What a converter makes of it, only that knows; the host asks it when it starts.
    private static string? Objection(INamedTypeSymbol payload)
    {
        if (payload.Attribute(KnownTypes.JsonConverter) is not null)
        {
            return null;
        }

        var constructor = ConstructorOf(payload);
        var parameter = constructor?.Parameters.FirstOrDefault(parameter => !parameter.HasExplicitDefaultValue);
        if (parameter is not null)
        {
            return $"'{payload.Name}' has no default for '{parameter.Name}'";
        }

        var member = constructor?.Attribute(KnownTypes.SetsRequiredMembers) is null ? RequiredMemberOf(payload) : null;
        return member is null ? null : $"'{payload.Name}' requires '{member.Name}'";
    }

    private static IMethodSymbol? ConstructorOf(INamedTypeSymbol payload)
    {
        var constructors = payload.InstanceConstructors.Where(constructor => constructor.DeclaredAccessibility == Accessibility.Public).ToList();
        return payload.InstanceConstructors.FirstOrDefault(constructor => constructor.Attribute(KnownTypes.JsonConstructor) is not null)
            ?? constructors.Find(constructor => constructor.Parameters.IsEmpty)
            ?? (constructors.Count == 1 && !payload.IsValueType ? constructors[0] : null);
    }

    private static ISymbol? RequiredMemberOf(INamedTypeSymbol payload)
    {
        for (var current = payload; current is not null; current = current.BaseType)
        {
            var required = current.GetMembers().FirstOrDefault(member =>
                member is IPropertySymbol { IsRequired: true } or IFieldSymbol { IsRequired: true } || member.Attribute(KnownTypes.JsonRequired) is not null);
            if (required is not null)
            {
                return required;
            }
        }

        return null;
    }
}
