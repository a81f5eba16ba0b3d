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
}
