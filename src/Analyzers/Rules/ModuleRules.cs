using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for [TaskModule] classes.</summary>
internal static class ModuleRules
{
    public static readonly DiagnosticDescriptor ModuleIsNotStatic = new(
        "RNL1301",
        "Task module is not static",
        "'{0}' is not static; declare it 'static partial class'",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1301.md");
}
