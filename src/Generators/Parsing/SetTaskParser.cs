using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads the tool tasks that a [Tools] attribute names.</summary>
internal static class SetTaskParser
{
    public static EquatableArray<SetTaskModel> Parse(
        INamedTypeSymbol set, AttributeData attribute, ToolMembers members, ProblemList problems, CancellationToken cancellationToken)
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array } types])
        {
            problems.AddUnresolved();
            return default;
        }

        var tasks = new List<SetTaskModel>();
        foreach (var (value, position) in (types.IsNull ? [types] : types.Values).Select((value, position) => (value, position)))
        {
            var location = Locations.OfArgument(attribute, position);
            var type = value.IsNull ? null : value.Value as ITypeSymbol;
            if (value.Kind == TypedConstantKind.Error || (type is not (null or INamedTypeSymbol { IsUnboundGenericType: true }) && TypeReader.IsUnresolved(type)))
            {
                problems.AddUnresolved();
            }
            else if (type?.Attribute(KnownTypes.ToolTaskAttribute) is not { } tool)
            {
                problems.Add(Rule.ToolIsNoToolTask, location, type?.ToDisplayString() ?? "null", set.Name, "name a class with [ToolTask], or remove it");
            }
            else if (Read((INamedTypeSymbol)type, set, tool, cancellationToken) is { } task)
            {
                if (members.AddTask(task.Name, type.Name, location))
                {
                    tasks.Add(task);
                }
            }
            else if (type.DeclaringSyntaxReferences.IsEmpty)
            {
                problems.Add(Rule.ToolIsNoToolTask, location, type.ToDisplayString(), set.Name, "its assembly was built without what Runnel generates for it; mend and build that first");
            }
        }

        return tasks.ToEquatableArray();
    }

    // What is wrong with a tool task of this assembly is reported there; one that the set could not name is left out.
    private static SetTaskModel? Read(INamedTypeSymbol type, INamedTypeSymbol set, AttributeData attribute, CancellationToken cancellationToken)
    {
        var (name, accessibility) = type.DeclaringSyntaxReferences.IsEmpty ? ReadCompiled(type, attribute) : ReadSource(type, attribute, cancellationToken);
        return name is null ? null : new SetTaskModel(
            type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat),
            Names.EscapeType(type.Name),
            name,
            Visibility.Of(set, [type]) is not "public" and var own ? own : accessibility);
    }

    private static (string? Name, string Accessibility) ReadSource(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken) =>
        TaskParser.Parse(type, attribute, new ProblemList(), cancellationToken) is { Tool: { } tool, IsReachable: true } task
            ? (tool.Name, task.Surface.Accessibility)
            : (null, "");

    private static (string? Name, string Accessibility) ReadCompiled(INamedTypeSymbol type, AttributeData attribute) =>
        type.GetTypeMembers("ToolFunction") is [{ } function]
            ? (ToolParser.Parse(type, method: null, attribute, new ProblemList()).Name, TypeReader.IsPublic(function) ? "public" : "internal")
            : (null, "");
}
