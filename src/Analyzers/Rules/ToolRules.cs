using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for tools and sets of them.</summary>
internal static class ToolRules
{
    public static readonly DiagnosticDescriptor ToolNameIsInvalid = new(
        "RNL1601",
        "Tool name is invalid",
        "'{0}' is no name that model providers take; use 1 to 64 of A-Z, a-z, 0-9, '_' and '-', with [Tool] or with Name in [ToolTask] where the default has other characters",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1601.md");

    public static readonly DiagnosticDescriptor ToolIsNotUnique = new(
        "RNL1602",
        "Tool name is used twice in a set",
        "'{0}' already stands for {1}; {2}",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1602.md");

    public static readonly DiagnosticDescriptor ToolIsNoToolTask = new(
        "RNL1603",
        "Type given to [Tools] is no tool task",
        "'{0}' cannot be a tool of '{1}'; {2}",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1603.md");

    public static readonly DiagnosticDescriptor ToolIsNotInTools = new(
        "RNL1604",
        "[Tool] is not on a method of a [Tools] class",
        "No model is shown '{0}', for [Tool] is read only on methods of [Tools] classes; {1}",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1604.md");

    public static readonly DiagnosticDescriptor ToolIsAlsoTask = new(
        "RNL1605",
        "Class has both [Task] and [ToolTask]",
        "'{0}' has both [Task] and [ToolTask]; remove [Task], since a tool task is a task",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1605.md");
}
