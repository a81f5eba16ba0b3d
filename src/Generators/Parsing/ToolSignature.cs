using Microsoft.CodeAnalysis;

namespace Runnel.Generators.Parsing;

/// <summary>What a [Tool] method may not have, though a task's method may.</summary>
internal static class ToolSignature
{
    /// <summary>Reports parameters that only a run can fill; says whether there are any.</summary>
    public static bool ReportTaskParameters(IMethodSymbol method, ProblemList problems)
    {
        var parameters = method.Parameters
            .Where(parameter => parameter.Type.Is("Runnel.TaskContext") || parameter.Type.Attribute(KnownTypes.StreamsAttribute) is not null)
            .ToList();
        foreach (var parameter in parameters)
        {
            problems.Add(
                Rule.ParameterIsUnsupported,
                Locations.OfType(parameter),
                parameter.Name,
                parameter.Type.ToDisplayString(),
                "only a task has one; make the tool a [ToolTask]");
        }

        return parameters.Count > 0;
    }

    /// <summary>Reports types that the emitted parts could not show. A task's method is public, where the compiler says so itself.</summary>
    public static void ReportHiddenTypes(INamedTypeSymbol set, IMethodSymbol method, ITypeSymbol? output, ProblemList problems)
    {
        // Types within a set that is hidden are hidden by that.
        if (!SurfaceParser.IsReachable(set))
        {
            return;
        }

        foreach (var parameter in method.Parameters)
        {
            Report(parameter.Type, parameter, problems);
        }

        if (output is not null)
        {
            Report(output, method, problems);
        }
    }

    private static void Report(ITypeSymbol type, ISymbol user, ProblemList problems)
    {
        if (TypeReader.Find(type, part => part is INamedTypeSymbol { IsFileLocal: true }) is not null)
        {
            // The compiler refuses one in any signature.
            problems.AddUnresolved();
        }
        else if (TypeReader.Find(type, IsHidden) is { } hidden)
        {
            problems.Add(Rule.TaskIsNotReachable, Locations.OfType(user), hidden.ToDisplayString());
        }
    }

    private static bool IsHidden(ITypeSymbol type) => type is INamedTypeSymbol { TypeKind: not TypeKind.Error } named && !SurfaceParser.IsReachable(named);
}
