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

    /// <summary>Those of a set of tools, which may be a task as well.</summary>
    public static IEnumerable<(ITypeSymbol Type, string User, Location? Location)> OfSet(INamedTypeSymbol type)
    {
        if (type.Attribute(KnownTypes.ToolsAttribute) is not { } tools)
        {
            return [];
        }

        var methods = ToolNames.MethodsOf(type).SelectMany(OfMethod);
        var constructor = type.AttributeOfTask() is null ? OfParameters(ConstructionParser.Find(type, new ProblemList())) : [];
        return OfTools(type, tools).Concat(constructor).Concat(methods);
    }

    private static IEnumerable<(ITypeSymbol Type, string User, Location? Location)> OfTask(INamedTypeSymbol type)
    {
        var method = RunMethodParser.Find(type, new ProblemList());
        var types = OfParameters(ConstructionParser.Find(type, new ProblemList()));
        return method is null ? types : OfMethod(method).Concat(types);
    }

    private static IEnumerable<(ITypeSymbol Type, string User, Location? Location)> OfMethod(IMethodSymbol method) =>
        OfParameters(method).Append((method.ReturnType, method.Name, Locations.OfType(method)));

    // Of a class that is no tool task the set says so.
    private static IEnumerable<(ITypeSymbol Type, string User, Location? Location)> OfTools(INamedTypeSymbol set, AttributeData attribute) =>
        attribute.ConstructorArguments is [{ Kind: TypedConstantKind.Array, IsNull: false } types]
            ? types.Values
                .Select((value, position) => (Type: value.Value as INamedTypeSymbol, position))
                .Where(tool => tool.Type?.Attribute(KnownTypes.ToolTaskAttribute) is not null)
                .Select(tool => ((ITypeSymbol)tool.Type!, set.Name, Locations.OfArgument(attribute, tool.position)))
            : [];

    private static IEnumerable<(ITypeSymbol Type, string User, Location? Location)> OfParameters(IMethodSymbol? method) =>
        from parameter in method?.Parameters ?? []
        select (parameter.Type, parameter.Name, Locations.OfType(parameter));

    private static IEnumerable<(ITypeSymbol Type, string User, Location? Location)> OfClient(INamedTypeSymbol type, AttributeData attribute) =>
        attribute.AttributeClass!.TypeArguments.Select((argument, position) => (argument, type.Name, Locations.OfTypeArgument(attribute, position)));
}
