using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads what a [ToolTask] or [Tool] attribute shows to models.</summary>
internal static class ToolParser
{
    private const int MaxNameLength = 64;

    /// <summary>What a tool task shows to models.</summary>
    public static ToolModel Parse(INamedTypeSymbol type, IMethodSymbol? method, AttributeData attribute, ProblemList problems)
    {
        var settings = attribute.Settings();
        var name = settings.TryGetValue("Name", out var given) ? given.Value as string : null;
        return new ToolModel(
            Checked(name ?? Names.Camel(type.Name), Locations.OfArgument(attribute, "Name"), problems),
            Text(settings, "Description") ?? DescriptionOf(method) ?? DescriptionOf(type),
            IsStrict(settings));
    }

    /// <summary>What a method shows to models.</summary>
    public static ToolModel Parse(IMethodSymbol method, string member, AttributeData attribute, ProblemList problems)
    {
        if (attribute.ConstructorArguments.Any(argument => argument.Kind == TypedConstantKind.Error))
        {
            problems.AddUnresolved();
        }

        var settings = attribute.Settings();
        var name = attribute.ConstructorArguments is [{ Value: string given }] ? given : Names.Camel(member);
        return new ToolModel(
            Checked(name, Locations.OfArgument(attribute), problems), Text(settings, "Description") ?? DescriptionOf(method), IsStrict(settings));
    }

    /// <summary>Whether providers take a tool of that name.</summary>
    public static bool IsName(string name) =>
        name.Length is > 0 and <= MaxNameLength &&
        name.All(character => character is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '_' or '-');

    private static string Checked(string name, Location? location, ProblemList problems)
    {
        if (!IsName(name))
        {
            problems.Add(Rule.ToolNameIsInvalid, location, name);
        }

        return name;
    }

    private static string? DescriptionOf(ISymbol? symbol) =>
        symbol?.Attribute(KnownTypes.Description) is { ConstructorArguments: [{ Value: string text }, ..] } ? text : null;

    private static string? Text(IReadOnlyDictionary<string, TypedConstant> settings, string name) => settings.TryGetValue(name, out var value) ? value.Value as string : null;

    private static bool IsStrict(IReadOnlyDictionary<string, TypedConstant> settings) => settings.TryGetValue("Strict", out var value) && value.Value is true;
}
