using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for how a task or a tool set is created.</summary>
internal static class ConstructionRules
{
    public static readonly DiagnosticDescriptor ConstructorIsMissing = new(
        "RNL1015",
        "Task or tool set has no public constructor",
        "'{0}' has no public constructor to create it with; make one public",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1015.md");

    public static readonly DiagnosticDescriptor ConstructorIsAmbiguous = new(
        "RNL1016",
        "Task or tool set has several public constructors",
        "'{0}' has several public constructors; keep one, or mark one with [ActivatorUtilitiesConstructor]",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1016.md");

    public static readonly DiagnosticDescriptor ServiceIsUnsupported = new(
        "RNL1017",
        "Constructor parameter of a task or tool set is no service",
        "Constructor parameter '{0}' cannot be resolved: {1}",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1017.md");

    public static readonly DiagnosticDescriptor RequiredMemberIsNotSet = new(
        "RNL1018",
        "Required member of a task or tool set is not set",
        "'{0}.{1}' is required, but nothing sets it when '{0}' is created; take it as a constructor parameter, or mark the constructor with [SetsRequiredMembers]",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1018.md");
}
