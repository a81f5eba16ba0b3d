using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads [Tools] classes.</summary>
internal static class ToolSetParser
{
    /// <summary>The set, as far as it can be understood; null where nothing can be emitted into the class.</summary>
    public static ToolSetModel? Parse(INamedTypeSymbol type, AttributeData attribute, ProblemList problems, CancellationToken cancellationToken)
    {
        if (type.TypeKind != TypeKind.Class)
        {
            problems.AddUnresolved();
            return null;
        }

        var declaration = Declarations.Read(type, problems, cancellationToken);
        if (type.IsAbstract || type.IsStatic)
        {
            problems.Add(Rule.TaskCannotBeCreated, type, type.Name, type.IsStatic ? "static" : "abstract");
        }

        var isReachable = SurfaceParser.IsReachable(type);
        if (!isReachable)
        {
            problems.Add(Rule.TaskIsNotReachable, type, type.Name);
        }

        var services = ReadServices(type, problems);
        var members = new ToolMembers(type, problems);
        members.Add(GeneratedNames.Functions, "all tools of the set", type.Locations.FirstOrDefault());
        var tasks = SetTaskParser.Parse(type, attribute, members, problems, cancellationToken);
        var methods = ToolMethodParser.Parse(type, declaration, members, problems);
        return declaration is null || type.IsStatic || members.AreTaken
            ? null
            : new ToolSetModel(declaration, services, tasks, methods, isReachable);
    }

    private static EquatableArray<ServiceModel>? ReadServices(INamedTypeSymbol type, ProblemList problems)
    {
        if (type.IsAbstract || type.IsStatic || ConstructionParser.Find(type, problems) is not { } constructor)
        {
            return null;
        }

        var own = new ProblemList();
        var services = ConstructionParser.ReadServices(type, constructor, hasArguments: false, own);
        problems.AddAll(own);
        return own.IsBroken ? null : services;
    }
}
