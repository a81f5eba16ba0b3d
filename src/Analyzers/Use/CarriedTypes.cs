using Microsoft.CodeAnalysis;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use;

/// <summary>The types whose values runs carry as JSON: payloads, outputs and chunks, each with the place that names it.</summary>
internal static class CarriedTypes
{
    public static IEnumerable<(ITypeSymbol Type, Location? Location)> Of(INamedTypeSymbol type)
    {
        foreach (var attribute in type.GetAttributes())
        {
            if (attribute.AttributeClass is not { } kind)
            {
                continue;
            }

            if (kind.Is(KnownTypes.TaskAttribute) || kind.Is(KnownTypes.ToolTaskAttribute))
            {
                return RunMethodParser.Find(type, new ProblemList()) is { } method ? OfMethod(method) : [];
            }

            if (kind.Is(KnownTypes.TaskClientAttribute))
            {
                return [(kind.TypeArguments[0], Locations.OfTypeArgument(attribute, 0)), (kind.TypeArguments[1], Locations.OfTypeArgument(attribute, 1))];
            }

            if (kind.Is(KnownTypes.ToolsAttribute))
            {
                return ToolNames.MethodsOf(type).SelectMany(OfMethod);
            }

            if (kind.Is(KnownTypes.StreamsAttribute))
            {
                return from parameter in StreamsParser.PositionalConstructor(type)?.Parameters ?? []
                       where parameter.Type is INamedTypeSymbol { TypeArguments.Length: 1 }
                       select (((INamedTypeSymbol)parameter.Type).TypeArguments[0], Locations.OfType(parameter));
            }
        }

        return [];
    }

    private static IEnumerable<(ITypeSymbol Type, Location? Location)> OfMethod(IMethodSymbol method)
    {
        var signature = new RunSignature();
        ParameterParser.Bind(method, signature, new ProblemList());
        RunMethodParser.ReadReturn(method, signature, new ProblemList());
        if (signature.Payload is { } payload)
        {
            yield return (payload.Type, Locations.OfType(payload));
        }

        foreach (var (parameter, _) in signature.Members ?? [])
        {
            yield return (parameter.Type, Locations.OfType(parameter));
        }

        if (signature.Output is { } output)
        {
            yield return (output, Locations.OfType(method));
        }
    }
}
