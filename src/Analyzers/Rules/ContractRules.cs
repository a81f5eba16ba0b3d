using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for contracts that a project keeps in a lock file.</summary>
internal static class ContractRules
{
    public static readonly DiagnosticDescriptor ContractHasChanged = new(
        "RNL3008",
        "Contract of a task has changed",
        "{0}, against what RunnelContracts.txt has promised to callers that were built before and to runs that are stored; undo the change, or accept it with the fix, which writes the file",
        RuleInfo.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL3008.md");

    public static readonly DiagnosticDescriptor ContractIsNotLocked = new(
        "RNL3009",
        "Contract of a task is not locked",
        "RunnelContracts.txt does not have all of the contract of '{0}', so what is missing may change unseen; write it down with the fix",
        RuleInfo.Usage,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL3009.md");
}
