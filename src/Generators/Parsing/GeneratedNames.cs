using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Generators.Parsing;

/// <summary>The names that are emitted into a user's class, and how they may collide with the user's own.</summary>
internal static class GeneratedNames
{
    public const string Arguments = "Arguments";
    public const string Functions = "Functions";
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
                if ((IsOwner(ancestor) && IsOwner(type)) || (IsSet(ancestor) && IsSet(type)) || ancestor.GetMembers(name).Any(member => member.DeclaredAccessibility != Accessibility.Private))
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

        IReadOnlyCollection<string> emitted = [.. TypesIn(user.ContainingType, hasArguments)];
        foreach (var name in syntax.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>())
        {
            var text = name.Identifier.ValueText;
            var isQualified = name.Parent is AliasQualifiedNameSyntax || (name.Parent is QualifiedNameSyntax qualified && qualified.Right == name);
            if (!isQualified && emitted.Contains(text))
            {
                Report(user, name, problems);
                return true;
            }
        }

        return false;
    }

    // A tool that is left out of a set has no types: where one is named, the compiler says that there is none.
    private static void Report(ISymbol user, IdentifierNameSyntax name, ProblemList problems)
    {
        if (!IsOwner(user.ContainingType) && TypeReader.IsUnresolved(user is IMethodSymbol method ? method.ReturnType : ((IParameterSymbol)user).Type))
        {
            problems.AddUnresolved();
        }
        else
        {
            problems.Add(Rule.GeneratedNameHidesType, name.GetLocation(), name.Identifier.ValueText, user.Name);
        }
    }

    /// <summary>
    /// Whether a type is, or will be, one that we emit. While the generator runs it does not exist and is an error type that
    /// stands in a class of ours; to the analyzers, and in another assembly, it exists.
    /// </summary>
    public static bool IsEmitted(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: 0, ContainingType: { } owner } &&
        (type.TypeKind == TypeKind.Error ? IsExpected(owner, type.Name) : (IsOwner(owner) || IsSet(owner)) && IsOurs(type));

    private static bool IsExpected(INamedTypeSymbol owner, string name) =>
        (IsOwner(owner) && (OfTool.Contains(name) || name == Arguments) && !owner.GetTypeMembers(TaskClient).Any(IsOurs)) ||
        (IsSet(owner) && ToolNames.TypesOf(owner).Contains(name) && !owner.GetMembers(Functions).Any(IsOurs));

    private static IEnumerable<string> TypesIn(INamedTypeSymbol type, bool hasArguments)
    {
        IEnumerable<string> names = IsSet(type) ? ToolNames.TypesOf(type) : [];
        if (!IsOwner(type))
        {
            return names;
        }

        names = type.Attribute(KnownTypes.ToolTaskAttribute) is null ? [.. names, .. Types] : [.. names, .. Types, .. ToolTypes];
        return hasArguments ? [.. names, Arguments] : names;
    }

    private static bool IsSet(INamedTypeSymbol type) => type.Attribute(KnownTypes.ToolsAttribute) is not null;

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
