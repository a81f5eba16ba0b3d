using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads the [Tool] methods of a set.</summary>
internal static class ToolMethodParser
{
    public static EquatableArray<ToolMethodModel> Parse(INamedTypeSymbol set, DeclarationModel? declaration, ToolMembers members, ProblemList problems)
    {
        var tools = new List<ToolMethodModel>();
        foreach (var method in ToolNames.MethodsOf(set))
        {
            // A method with a problem has none of its own in the set, so that the others still work.
            var own = new ProblemList();
            var attribute = method.Attribute(KnownTypes.ToolAttribute)!;
            if (Read(set, method, attribute, declaration, own) is { } tool &&
                !own.IsBroken &&
                members.AddMethod(tool.Tool.Name, tool.Member, tool.Members is not null, Locations.OfArgument(attribute)))
            {
                tools.Add(tool);
            }

            problems.AddAll(own);
        }

        return tools.ToEquatableArray();
    }

    private static ToolMethodModel? Read(INamedTypeSymbol set, IMethodSymbol method, AttributeData attribute, DeclarationModel? declaration, ProblemList problems)
    {
        if (method.IsGenericMethod)
        {
            problems.Add(Rule.RunMethodIsGeneric, method, method.Name);
            return null;
        }

        if (ToolSignature.ReportTaskParameters(method, problems))
        {
            return null;
        }

        var member = ToolNames.MemberOf(method);
        var argumentsName = member + GeneratedNames.Arguments;
        var signature = new RunSignature { Method = method.Name };
        ParameterParser.Bind(method, signature, problems, argumentsName);
        RunMethodParser.ReadReturn(method, signature, problems);
        ToolSignature.ReportFileLocalTypes(method, signature.Output, problems);
        IEnumerable<ITypeSymbol?> shown = [signature.Payload?.Type, signature.Output, .. (signature.Members ?? []).Select(argument => argument.Parameter.Type)];
        return new ToolMethodModel(
            ToolParser.Parse(method, member, attribute, problems),
            member,
            Names.Escape(method.Name),
            method.IsStatic,
            Visibility.Of(set, shown),
            signature.Members is not null ? new TypeReference($"{declaration?.FullName}.{argumentsName}") : signature.Payload is { } payload ? TypeReader.ReadBare(payload.Type) : null,
            signature.Members?.Select(argument => argument.Model).ToEquatableArray(),
            signature.Arguments.ToEquatableArray(),
            signature.Return,
            signature.Output is null ? null : TypeReader.Read(signature.Output));
    }
}
