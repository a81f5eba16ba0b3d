using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for code that waits for runs.</summary>
internal static class ResultRules
{
    public static readonly DiagnosticDescriptor ResultIsIgnored = new(
        "RNL3001",
        "Result of a run is ignored",
        "A run that fails does not throw here, and nothing looks at the result of '{0}', so the failure goes unseen; {1}, or assign it to '_' to ignore it on purpose",
        RuleInfo.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL3001.md");

    public static readonly DiagnosticDescriptor OutputIsReadUnchecked = new(
        "RNL3002",
        "Output of a run is read unchecked",
        "Of a run that failed 'Output' is {0}, which looks like a result, and nothing here looks at success; call GetOutputOrThrow(), or look at IsSuccess first",
        RuleInfo.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL3002.md");

    public static readonly DiagnosticDescriptor ResultIsBlockedOn = new(
        "RNL3003",
        "Thread is blocked on a run",
        "'{0}' holds a thread until {1}; runs are executed by threads of the same pool, so where enough callers block, nothing goes on; await '{2}' instead",
        RuleInfo.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL3003.md");
}
