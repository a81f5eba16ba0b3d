using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for tasks that stream.</summary>
internal static class StreamingRules
{
    public static readonly DiagnosticDescriptor StreamIsNotWritten = new(
        "RNL2004",
        "Stream is not written",
        "No task writes to the stream '{0}', so whoever subscribes never sees a chunk of it; write to it in {1}, or remove it",
        RuleInfo.Streams,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL2004.md",
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);

    public static readonly DiagnosticDescriptor StreamsAreIgnored = new(
        "RNL2005",
        "Task ignores its streams",
        "Task '{0}' takes '{1}' and does nothing with it, so its subscribers never see a chunk; write to a stream of '{2}', or remove the parameter",
        RuleInfo.Streams,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL2005.md");

    public static readonly DiagnosticDescriptor EndlessStreamIsNotAwaited = new(
        "RNL2006",
        "Endless stream is not awaited",
        "'{1}' never ends, and nothing waits for the stream '{0}' that it is piped into: when the task returns, the run lasts for the drain time (60 s) and the stream is cut off; await the pipe's Completion, or let the source end",
        RuleInfo.Streams,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL2006.md");

    public static readonly DiagnosticDescriptor StreamIsWrittenAfterItsEnd = new(
        "RNL2007",
        "Stream is written after its end",
        "The stream '{0}' has ended with the source that was piped into it, so this call throws; write before its source ends, or declare another stream",
        RuleInfo.Streams,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL2007.md");

    public static readonly DiagnosticDescriptor StreamIsPipedTwice = new(
        "RNL2008",
        "Stream is piped twice",
        "The stream '{0}' is being piped already, so this call throws; pipe one source that yields both, or declare a stream for each",
        RuleInfo.Streams,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL2008.md");

    public static readonly DiagnosticDescriptor StreamIsWrittenAfterReturn = new(
        "RNL2010",
        "Stream is written after the task's return",
        "Nothing waits for the work that writes to the stream '{0}': once the task has returned this call throws, and what it would have written is lost; await the work before the task returns, or pipe a source",
        RuleInfo.Streams,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL2010.md");
}
