using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What models are told of tools.</summary>
internal static class DescriptionRules
{
    public static readonly DiagnosticDescriptor ToolHasNoDescription = new(
        "RNL3004",
        "Tool has no description",
        "A model is told nothing of '{0}' but its name, and has to guess when to call it; add Description = \"…\" to [{1}]",
        RuleInfo.Usage,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL3004.md");

    public static readonly DiagnosticDescriptor ToolParameterHasNoDescription = new(
        "RNL3005",
        "Parameter of a tool has no description",
        "A model is told nothing of '{0}' but its name and type, and has to guess what to give; add [Description(\"…\")]",
        RuleInfo.Usage,
        DiagnosticSeverity.Hidden,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL3005.md");
}
