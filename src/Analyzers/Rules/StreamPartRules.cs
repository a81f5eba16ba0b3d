using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for generated unions of stream parts.</summary>
internal static class StreamPartRules
{
    public static readonly DiagnosticDescriptor StreamPartIsDerivedFrom = new(
        "RNL1401",
        "Generated union of stream parts is derived from",
        "'{0}' derives from '{1}', whose cases are all generated: a switch over them would miss it; remove the base type",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1401.md");
}
