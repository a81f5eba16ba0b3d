using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads the [Tool] methods of a set.</summary>
internal static class ToolMethodParser
{
    public static EquatableArray<ToolMethodModel> Parse(INamedTypeSymbol set, DeclarationModel? declaration, ToolMembers members, ProblemList problems)
    {
        var tools = new List<ToolMethodModel>();
        foreach (var method in set.GetMembers().OfType<IMethodSymbol>())
        {
            // A method with a problem has none of its own in the set, so that the others still work.
            var own = new ProblemList();
            if (method.Attribute(KnownTypes.ToolAttribute) is { } attribute &&
                Read(set, method, attribute, declaration, own) is { } tool &&
                !own.IsBroken &&
                members.AddMethod(tool.Tool.Name, tool.Member, Locations.OfArgument(attribute)))
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

        var member = MemberOf(method);
        var signature = new RunSignature { Method = method.Name };
        ParameterParser.Bind(method, signature, problems);
        RunMethodParser.ReadReturn(method, signature, problems);
        ReportTaskParameters(method, problems);
        IEnumerable<ITypeSymbol?> shown = [signature.Payload?.Type, signature.Output, .. (signature.Members ?? []).Select(argument => argument.Parameter.Type)];
        return new ToolMethodModel(
            ToolParser.Parse(method, member, attribute, problems),
            member,
            Names.Escape(method.Name),
            method.IsStatic,
            SurfaceParser.AccessibilityOf(set, shown),
            signature.Members is not null ? new TypeReference($"{declaration?.FullName}.{member}Arguments") : signature.Payload is { } payload ? TypeReader.ReadBare(payload.Type) : null,
            signature.Members?.Select(argument => argument.Model).ToEquatableArray(),
            signature.Arguments.ToEquatableArray(),
            signature.Return,
            signature.Output is null ? null : TypeReader.Read(signature.Output));
    }

    private static string MemberOf(IMethodSymbol method)
    {
        const string Async = "Async";
        var name = method.Name.EndsWith(Async, StringComparison.Ordinal) && method.Name.Length > Async.Length
            ? method.Name.Substring(0, method.Name.Length - Async.Length)
            : method.Name;
        return Names.Pascal(name);
    }

    private static void ReportTaskParameters(IMethodSymbol method, ProblemList problems)
    {
        foreach (var parameter in method.Parameters)
        {
            if (parameter.Type.Is("Runnel.TaskContext") || parameter.Type.Attribute(KnownTypes.StreamsAttribute) is not null)
            {
                problems.Add(
                    Rule.ParameterIsUnsupported,
                    Locations.OfType(parameter),
                    parameter.Name,
                    parameter.Type.ToDisplayString(),
                    "only a task has one; make the tool a [ToolTask]");
            }
        }
    }
}
