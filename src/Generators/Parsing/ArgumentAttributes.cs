using Microsoft.CodeAnalysis;

namespace Runnel.Generators.Parsing;

/// <summary>Reads the attributes of a parameter that say what it is for and what it may be: those of its description and its validation.</summary>
internal static class ArgumentAttributes
{
    public static IReadOnlyList<AttributeData> Of(IParameterSymbol parameter) =>
        [.. parameter.GetAttributes().Where(attribute => IsRead(attribute.AttributeClass) && attribute.AttributeConstructor is not null)];

    /// <summary>An attribute as source text that creates it.</summary>
    public static string Creation(AttributeData attribute)
    {
        var arguments = string.Join(", ", attribute.ConstructorArguments.Select(Constants.Argument));
        var settings = string.Join(", ", attribute.Settings().Select(setting => $"{Names.Escape(setting.Key)} = {Constants.Argument(setting.Value)}"));
        return $"new {attribute.AttributeClass!.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat)}({arguments})" +
            (settings.Length > 0 ? $" {{ {settings} }}" : "");
    }

    /// <summary>Whether creating the attribute warns of trimming.</summary>
    public static bool NeedsSuppression(AttributeData attribute) => attribute.AttributeConstructor!.Attribute(KnownTypes.RequiresUnreferencedCode) is not null;

    // A type that is local to a file cannot be named in another.
    private static bool IsRead(INamedTypeSymbol? type) =>
        type is { IsFileLocal: false } &&
        (type.Is(KnownTypes.Description) || type.Is(KnownTypes.DisplayName) || type.IsA(KnownTypes.ValidationAttribute));
}
