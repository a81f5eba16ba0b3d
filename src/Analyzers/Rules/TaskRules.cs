using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for a task's class and its attribute.</summary>
internal static class TaskRules
{
    public static readonly DiagnosticDescriptor TaskCannotBeCreated = new(
        "RNL1003",
        "Task or tool set cannot be created",
        "'{0}' is {1}, so no instance of it can be made; remove '{1}'",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1003.md");

    public static readonly DiagnosticDescriptor TaskIsNotReachable = new(
        "RNL1004",
        "Type that generated code must name is not accessible",
        "'{0}' is hidden by its own accessibility or that of an enclosing type, so generated code cannot name it; make them internal or public",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1004.md");

    public static readonly DiagnosticDescriptor TaskIdIsInvalid = new(
        "RNL1005",
        "Task id is invalid",
        "'{0}' is no task id; use 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-'",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1005.md");

    public static readonly DiagnosticDescriptor TaskIdIsNotUnique = new(
        "RNL1006",
        "Task id is used twice",
        "The task id '{0}' is already that of '{1}'; give one of the two another id",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1006.md",
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);

    public static readonly DiagnosticDescriptor SettingIsInvalid = new(
        "RNL1022",
        "Task setting is out of range",
        "{0} must be {1}",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1022.md");

    public static readonly DiagnosticDescriptor TaskIsAlsoClient = new(
        "RNL1023",
        "Task is also declared as a client",
        "'{0}' is a task, which has a client of its own; remove [TaskClient], or declare it on another class",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1023.md");
}
