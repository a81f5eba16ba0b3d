using Microsoft.CodeAnalysis;
using Runnel.Generators.Models;

namespace Runnel.Generators.Parsing;

/// <summary>Reads [TaskModule] classes.</summary>
internal static class ModuleParser
{
    /// <summary>Where the module goes, or null where it cannot.</summary>
    public static DeclarationModel? Parse(INamedTypeSymbol type, ProblemList problems, CancellationToken cancellationToken)
    {
        var declaration = Declarations.Read(type, problems, cancellationToken);
        if (!type.IsStatic)
        {
            problems.Add(Rule.ModuleIsNotStatic, type, type.Name);
        }

        return GeneratedNames.ReportTaken(type, ["Module"], problems) ? null : declaration;
    }
}
