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

    /// <summary>Notes types that only their own file can name: the compiler refuses them in any signature.</summary>
    public static void ReportFileLocalTypes(IMethodSymbol method, ITypeSymbol? output, ProblemList problems)
    {
        var types = method.Parameters.Select(parameter => parameter.Type).Concat(output is null ? [] : [output]);
        if (types.Any(type => TypeReader.Find(type, part => part is INamedTypeSymbol { IsFileLocal: true }) is not null))
        {
            problems.AddUnresolved();
        }
    }
}
