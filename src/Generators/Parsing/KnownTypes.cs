using Microsoft.CodeAnalysis;

namespace Runnel.Generators.Parsing;

/// <summary>The types that give a declaration its meaning, known by name so that no compilation has to be asked for them.</summary>
internal static class KnownTypes
{
    public const string TaskAttribute = "Runnel.TaskAttribute";
    public const string ToolTaskAttribute = "Runnel.ToolTaskAttribute";
    public const string ToolsAttribute = "Runnel.ToolsAttribute";
    public const string ToolAttribute = "Runnel.ToolAttribute";
    public const string ScheduleAttribute = "Runnel.ScheduleAttribute";
    public const string ScheduledTime = "Runnel.ScheduledTime";
    public const string TaskClientAttribute = "Runnel.TaskClientAttribute`3";
    public const string StreamsAttribute = "Runnel.StreamsAttribute";
    public const string StreamAttribute = "Runnel.StreamAttribute";
    public const string TaskModuleAttribute = "Runnel.TaskModuleAttribute";
    public const string GeneratedStreamPartAttribute = "Runnel.GeneratedStreamPartAttribute";
    public const string Builder = "Runnel.RunnelBuilder";
    public const string FromKeyedServices = "Microsoft.Extensions.DependencyInjection.FromKeyedServicesAttribute";
    public const string PreferredConstructor = "Microsoft.Extensions.DependencyInjection.ActivatorUtilitiesConstructorAttribute";
    public const string Description = "System.ComponentModel.DescriptionAttribute";
    public const string DisplayName = "System.ComponentModel.DisplayNameAttribute";
    public const string ValidationAttribute = "System.ComponentModel.DataAnnotations.ValidationAttribute";
    public const string RequiresUnreferencedCode = "System.Diagnostics.CodeAnalysis.RequiresUnreferencedCodeAttribute";
    public const string JsonConstructor = "System.Text.Json.Serialization.JsonConstructorAttribute";
    public const string JsonConverter = "System.Text.Json.Serialization.JsonConverterAttribute";
    public const string JsonRequired = "System.Text.Json.Serialization.JsonRequiredAttribute";
    public const string SetsRequiredMembers = "System.Diagnostics.CodeAnalysis.SetsRequiredMembersAttribute";

    /// <summary>Whether a type has the given metadata name; it stands in no other type.</summary>
    public static bool Is(this ITypeSymbol? type, string metadataName)
    {
        if (type is not INamedTypeSymbol { ContainingType: null } named)
        {
            return false;
        }

        var dot = metadataName.LastIndexOf('.');
        return metadataName.AsSpan(dot + 1).SequenceEqual(named.MetadataName.AsSpan()) &&
            named.ContainingNamespace.IsNamed(metadataName.AsSpan(0, Math.Max(dot, 0)));
    }

    public static AttributeData? Attribute(this ISymbol symbol, string metadataName) =>
        symbol.GetAttributes().FirstOrDefault(attribute => attribute.AttributeClass.Is(metadataName));

    /// <summary>The attribute that makes a task of a class: [Task] or [ToolTask].</summary>
    public static AttributeData? AttributeOfTask(this ISymbol type) => type.Attribute(TaskAttribute) ?? type.Attribute(ToolTaskAttribute);

    /// <summary>What an attribute sets by name. One that is set twice is the compiler's error.</summary>
    public static IReadOnlyDictionary<string, TypedConstant> Settings(this AttributeData attribute) =>
        attribute.NamedArguments.GroupBy(argument => argument.Key, StringComparer.Ordinal).ToDictionary(same => same.Key, same => same.First().Value, StringComparer.Ordinal);

    public static IReadOnlyList<AttributeData> Attributes(this ISymbol symbol, string metadataName) =>
        [.. symbol.GetAttributes().Where(attribute => attribute.AttributeClass.Is(metadataName))];

    /// <summary>Whether a type is the one of the given metadata name or derives from it.</summary>
    public static bool IsA(this ITypeSymbol? type, string metadataName)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (current.Is(metadataName))
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether a type's namespace is the given one or lies within it.</summary>
    public static bool IsWithin(this ITypeSymbol type, string rootNamespace)
    {
        var space = type.ContainingNamespace;
        while (space is { IsGlobalNamespace: false, ContainingNamespace.IsGlobalNamespace: false })
        {
            space = space.ContainingNamespace;
        }

        return space is { IsGlobalNamespace: false } && space.Name == rootNamespace;
    }

    private static bool IsNamed(this INamespaceSymbol? space, ReadOnlySpan<char> name)
    {
        while (space is { IsGlobalNamespace: false })
        {
            var dot = name.LastIndexOf('.');
            if (!name.Slice(dot + 1).SequenceEqual(space.Name.AsSpan()))
            {
                return false;
            }

            name = name.Slice(0, Math.Max(dot, 0));
            space = space.ContainingNamespace;
        }

        return name.IsEmpty;
    }
}
