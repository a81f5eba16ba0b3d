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

        if (types.IsNull)
        {
            problems.Add(Rule.ToolIsNoToolTask, Locations.OfArgument(attribute, 0), "null", set.Name);
            return default;
        }

        var tasks = new List<SetTaskModel>();
        foreach (var (type, position) in types.Values.Select((value, position) => (value, position)))
        {
            var location = Locations.OfArgument(attribute, position);
            if (Read(type, set, location, problems, cancellationToken) is { } task && members.AddTask(task.Name, task.ClassName, location))
            {
                tasks.Add(task.Model);
            }
        }

        return tasks.ToEquatableArray();
    }

    private static (SetTaskModel Model, string ClassName, string Name)? Read(
        TypedConstant constant, INamedTypeSymbol set, Location? location, ProblemList problems, CancellationToken cancellationToken)
    {
        if (constant.Kind == TypedConstantKind.Error || constant.Value is ITypeSymbol { TypeKind: TypeKind.Error })
        {
            problems.AddUnresolved();
            return null;
        }

        if (constant.Value is INamedTypeSymbol type && type.Attribute(KnownTypes.ToolTaskAttribute) is { } attribute)
        {
            return Read(type, set, attribute, cancellationToken) is { } model ? (model, type.Name, model.Name) : null;
        }

        problems.Add(Rule.ToolIsNoToolTask, location, (constant.Value as ITypeSymbol)?.ToDisplayString() ?? "null", set.Name);
        return null;
    }

    // What is wrong with a tool task is reported there; one that nothing is emitted into is left out.
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
        TaskParser.Parse(type, attribute, new ProblemList(), cancellationToken) is { Tool: { } tool } task ? (tool.Name, task.Surface.Accessibility) : (null, "");

    private static (string? Name, string Accessibility) ReadCompiled(INamedTypeSymbol type, AttributeData attribute) =>
        type.GetTypeMembers("ToolFunction") is [{ } function]
            ? (ToolParser.Parse(type, method: null, attribute, new ProblemList()).Name, TypeReader.IsPublic(function) ? "public" : "internal")
            : (null, "");
}
