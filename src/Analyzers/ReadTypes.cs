using Microsoft.CodeAnalysis;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>The types that the generator has to know of a declaration: each with what uses it, and where.</summary>
internal static class ReadTypes
{
    public static IEnumerable<(ITypeSymbol Type, string User, Location? Location)> Of(INamedTypeSymbol type)
    {
        if (type.AttributeOfTask() is not null)
        {
            return OfTask(type);
        }

        if (type.Attribute(KnownTypes.TaskClientAttribute) is { } client)
        {
            return OfClient(type, client);
        }

        return type.Attribute(KnownTypes.StreamsAttribute) is null ? [] : OfParameters(StreamsParser.PositionalConstructor(type));
    }

    private static IEnumerable<(ITypeSymbol Type, string User, Location? Location)> OfTask(INamedTypeSymbol type)
    {
        var method = RunMethodParser.Find(type, new ProblemList());
        var types = OfParameters(method).Concat(OfParameters(ConstructionParser.Find(type, new ProblemList())));
        return method is null ? types : types.Append((method.ReturnType, method.Name, Locations.OfType(method)));
    }

    private static IEnumerable<(ITypeSymbol Type, string User, Location? Location)> OfParameters(IMethodSymbol? method) =>
        from parameter in method?.Parameters ?? []
        select (parameter.Type, parameter.Name, Locations.OfType(parameter));

    private static IEnumerable<(ITypeSymbol Type, string User, Location? Location)> OfClient(INamedTypeSymbol type, AttributeData attribute) =>
        attribute.AttributeClass!.TypeArguments.Select((argument, position) => (argument, type.Name, Locations.OfTypeArgument(attribute, position)));
}
