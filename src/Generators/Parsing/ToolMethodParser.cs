using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads the [Tool] methods of a set.</summary>
internal static class ToolMethodParser
{
    private static readonly string[] Parts = ["ToolCall", "ToolResult", "ToolError"];

    public static EquatableArray<ToolMethodModel> Parse(INamedTypeSymbol set, DeclarationModel? declaration, ToolMembers members, ProblemList problems)
    {
        var tools = new List<ToolMethodModel>();
        foreach (var (method, attribute) in MethodsOf(set))
        {
            // A method with a problem has none of its own in the set, so that the others still work.
            var own = new ProblemList();
            if (Read(set, method, attribute, declaration, own) is { } tool &&
                !own.IsBroken &&
                members.AddMethod(tool.Tool.Name, tool.Member, Locations.OfArgument(attribute)))
            {
                tools.Add(tool);
            }

            problems.AddAll(own);
        }

        return tools.ToEquatableArray();
    }

    /// <summary>The names of the types that are emitted into a set for its methods.</summary>
    public static IEnumerable<string> TypesOf(INamedTypeSymbol set) => MethodsOf(set).SelectMany(tool =>
    {
        var member = MemberOf(tool.Method);
        var parts = Parts.Select(part => member + part);
        return ParameterParser.HasMembers(tool.Method) ? parts.Append(member + GeneratedNames.Arguments) : parts;
    });

    // As they stand in a file; whatever the order of the files, which differs between machines, the tools' order is one.
    private static IEnumerable<(IMethodSymbol Method, AttributeData Attribute)> MethodsOf(INamedTypeSymbol set) => set.GetMembers()
        .OfType<IMethodSymbol>()
        .Select(method => (Method: method, Attribute: method.Attribute(KnownTypes.ToolAttribute)!))
        .Where(tool => tool.Attribute is not null)
        .GroupBy(tool => tool.Method.Locations[0].SourceTree)
        .OrderBy(file => file.Min(tool => tool.Method.Name), StringComparer.Ordinal)
        .SelectMany(file => file);

    private static ToolMethodModel? Read(INamedTypeSymbol set, IMethodSymbol method, AttributeData attribute, DeclarationModel? declaration, ProblemList problems)
    {
        if (Objection(method) is { } objection)
        {
            problems.Add(Rule.ToolMethodIsUnsupported, method, method.Name, objection);
            return null;
        }

        var member = MemberOf(method);
        var argumentsName = member + GeneratedNames.Arguments;
        var signature = new RunSignature { Method = method.Name };
        ParameterParser.Bind(method, signature, problems, argumentsName);
        RunMethodParser.ReadReturn(method, signature, problems);
        ReportTaskParameters(method, problems);
        IEnumerable<ITypeSymbol?> shown = [signature.Payload?.Type, signature.Output, .. (signature.Members ?? []).Select(argument => argument.Parameter.Type)];
        return new ToolMethodModel(
            ToolParser.Parse(method, member, attribute, problems),
            member,
            Names.Escape(Declared(method).Name),
            Declared(method).ContainingType is { TypeKind: TypeKind.Interface } contract ? TypeReader.ReadBare(contract) : null,
            method.IsStatic,
            Visibility.Of(set, shown),
            signature.Members is not null ? new TypeReference($"{declaration?.FullName}.{argumentsName}") : signature.Payload is { } payload ? TypeReader.ReadBare(payload.Type) : null,
            signature.Members?.Select(argument => argument.Model).ToEquatableArray(),
            signature.Arguments.ToEquatableArray(),
            signature.Return,
            signature.Output is null ? null : TypeReader.Read(signature.Output));
    }

    private static string? Objection(IMethodSymbol method) => method switch
    {
        { IsGenericMethod: true } => "a model gives no type arguments; make it a method without type parameters",
        { MethodKind: MethodKind.ExplicitInterfaceImplementation, IsStatic: false } => null,
        { MethodKind: not MethodKind.Ordinary } => "it cannot be called by its name; make it a method",
        _ => null,
    };

    // What is called: for an explicit implementation, the interface's method.
    private static IMethodSymbol Declared(IMethodSymbol method) => method.ExplicitInterfaceImplementations.FirstOrDefault() ?? method;

    private static string MemberOf(IMethodSymbol method)
    {
        const string Async = "Async";
        var name = Declared(method).Name;
        return Names.Pascal(name.EndsWith(Async, StringComparison.Ordinal) && name.Length > Async.Length ? name.Substring(0, name.Length - Async.Length) : name);
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
