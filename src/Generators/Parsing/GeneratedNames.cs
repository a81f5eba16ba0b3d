using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Generators.Parsing;

/// <summary>The names that are emitted into a user's class, and how they may collide with the user's own.</summary>
internal static class GeneratedNames
{
    public const string Arguments = "Arguments";
    private const string TaskClient = "TaskClient";

    private static readonly string[] Types = [TaskClient, "StreamPart", "PartCodec"];
    private static readonly string[] OfClient = [.. Types, "Contract"];
    private static readonly string[] OfTask = [.. OfClient, "Definition"];
    private static readonly string[] ToolTypes = ["ToolFunction", "ToolCall", "ToolResult", "ToolError"];
    private static readonly string[] OfTool = [.. OfTask, .. ToolTypes, "ToolParts"];

    public static string[] ForClient { get; } = OfClient;

    public static string[] ForTask(bool isTool, bool hasArguments)
    {
        var names = isTool ? OfTool : OfTask;
        return hasArguments ? [.. names, Arguments] : names;
    }

    /// <summary>Reports a name that the class already has. Nothing can be emitted then without a second error.</summary>
    public static bool ReportTaken(INamedTypeSymbol type, string[] names, ProblemList problems)
    {
        foreach (var name in names)
        {
            var other = type.GetMembers(name).FirstOrDefault(IsInTheWay) ?? FindPrimaryParameter(type, name);
            if (type.Name == name || other is not null)
            {
                problems.Add(Rule.GeneratedNameIsTaken, other ?? type, type.Name, name);
                return true;
            }

            for (var ancestor = type.BaseType; ancestor is not null; ancestor = ancestor.BaseType)
            {
                if (IsOwner(ancestor) || ancestor.Attribute(KnownTypes.ToolsAttribute) is not null || ancestor.GetMembers(name).Any(member => member.DeclaredAccessibility != Accessibility.Private))
                {
                    problems.Add(Rule.GeneratedNameIsTaken, type, type.Name, name);
                    return true;
                }
            }
        }

        return false;
    }

    /// <summary>
    /// Reports a name in a signature that means the emitted type once that exists: either another type was meant, which it
    /// hides, or the emitted type itself, which the generator cannot see.
    /// </summary>
    /// <param name="user">The parameter, or the method for its return type.</param>
    /// <param name="hasArguments">Whether there is an emitted payload.</param>
    /// <param name="problems">What is wrong so far.</param>
    public static bool ReportHidden(ISymbol user, bool hasArguments, ProblemList problems)
    {
        // The parameters of a class's head are outside of the class.
        if (Locations.TypeSyntaxOf(user) is not { } syntax || syntax.Parent is ParameterSyntax { Parent.Parent: TypeDeclarationSyntax })
        {
            return false;
        }

        foreach (var name in syntax.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            var text = name.Identifier.ValueText;
            var isQualified = name.Parent is AliasQualifiedNameSyntax || (name.Parent is QualifiedNameSyntax qualified && qualified.Right == name);
            if (!isQualified && IsType(user.ContainingType, text, hasArguments))
            {
                problems.Add(Rule.GeneratedNameHidesType, name.GetLocation(), text, user.Name);
                return true;
            }
        }

        return false;
    }

    /// <summary>
    /// Whether a type is, or will be, one that we emit. While the generator runs it does not exist and is an error type that
    /// stands in a class of ours; to the analyzers, and in another assembly, it exists.
    /// </summary>
    public static bool IsEmitted(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 0, ContainingType: { } owner } &&
        (IsOwner(owner) || owner.Attribute(KnownTypes.ToolsAttribute) is not null) &&
        (type.TypeKind == TypeKind.Error
            ? IsType(owner, type.Name, hasArguments: true) && !owner.GetTypeMembers(TaskClient).Any(IsOurs)
            : IsOurs(type));

    /// <summary>Whether a type of that name is emitted into a class.</summary>
    private static bool IsType(INamedTypeSymbol owner, string name, bool hasArguments) =>
        (IsOwner(owner) && (Types.Contains(name) || (hasArguments && name == Arguments))) ||
        (ToolTypes.Contains(name) && owner.Attribute(KnownTypes.ToolTaskAttribute) is not null) ||
        (owner.Attribute(KnownTypes.ToolsAttribute) is not null && ToolMethodParser.TypesOf(owner).Contains(name));

    private static bool IsOwner(INamedTypeSymbol type) =>
        type.AttributeOfTask() is not null || type.Attribute(KnownTypes.TaskClientAttribute) is not null;

    // To the analyzers our own output is part of the class. The client is partial: users may add to it.
    private static bool IsInTheWay(ISymbol member) => !IsOurs(member) && !IsPartialClient(member);

    // A member of the name would take its place in the class's methods.
    private static IParameterSymbol? FindPrimaryParameter(INamedTypeSymbol type, string name) => type.InstanceConstructors
        .SelectMany(constructor => constructor.Parameters)
        .FirstOrDefault(parameter => parameter.Name == name && parameter.DeclaringSyntaxReferences.Any(reference =>
            reference.GetSyntax() is ParameterSyntax { Parent.Parent: TypeDeclarationSyntax }));

    private static bool IsPartialClient(ISymbol member) =>
        member is INamedTypeSymbol { Name: TaskClient, Arity: 0, TypeKind: TypeKind.Class, IsRecord: false } client &&
        client.DeclaringSyntaxReferences.All(reference => reference.GetSyntax() is TypeDeclarationSyntax type && Declarations.IsPartial(type));

    private static bool IsOurs(ISymbol member) => member.GetAttributes().Any(attribute =>
        attribute.AttributeClass is { Name: "GeneratedCodeAttribute" } &&
        attribute.ConstructorArguments is [{ Value: "Runnel.Generators" }, ..]);
}
