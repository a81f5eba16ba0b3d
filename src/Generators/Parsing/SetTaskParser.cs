using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads the tool tasks that a [Tools] attribute names.</summary>
internal static class SetTaskParser
{
    public static EquatableArray<SetTaskModel> Parse(
        INamedTypeSymbol set, AttributeData attribute, ToolMembers members, ProblemList problems, CancellationToken cancellationToken)
    {
        if (attribute.ConstructorArguments is not [{ Kind: TypedConstantKind.Array, IsNull: false } types])
        {
            problems.AddUnresolved();
            return default;
        }

        var tasks = new List<SetTaskModel>();
        foreach (var (type, position) in types.Values.Select((value, position) => (value.Value as INamedTypeSymbol, position)))
        {
            var location = Locations.OfArgument(attribute, position);
            if (type is null or { TypeKind: TypeKind.Error })
            {
                problems.AddUnresolved();
            }
            else if (type.Attribute(KnownTypes.ToolTaskAttribute) is not { } tool)
            {
                problems.Add(Rule.ToolIsNoToolTask, location, type.ToDisplayString(), set.Name);
            }
            else if (Read(type, tool, cancellationToken) is { } task && members.AddTask(task.Name, task.Member, location))
            {
                tasks.Add(task);
            }
        }

        return tasks.ToEquatableArray();
    }

    // What is wrong with a tool task is reported there; one that nothing is emitted into is left out.
    private static SetTaskModel? Read(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken)
    {
        var (name, accessibility) = type.DeclaringSyntaxReferences.IsEmpty ? ReadCompiled(type, attribute) : ReadSource(type, attribute, cancellationToken);
        return name is null
            ? null
            : new SetTaskModel(type.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat), Names.EscapeType(type.Name), name, accessibility);
    }

    private static (string? Name, string Accessibility) ReadSource(INamedTypeSymbol type, AttributeData attribute, CancellationToken cancellationToken) =>
        TaskParser.Parse(type, attribute, new ProblemList(), cancellationToken) is { Tool: { } tool } task
            ? (tool.Name, TypeReader.IsPublic(type) ? task.Surface.Accessibility : "internal")
            : (null, "");

    private static (string? Name, string Accessibility) ReadCompiled(INamedTypeSymbol type, AttributeData attribute) =>
        type.GetTypeMembers("ToolFunction") is [{ } function]
            ? (ToolParser.Parse(type, method: null, attribute, new ProblemList()).Name, TypeReader.IsPublic(function) ? "public" : "internal")
            : (null, "");
}
