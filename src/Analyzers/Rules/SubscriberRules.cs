using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for code that reads what tasks stream.</summary>
internal static class SubscriberRules
{
    public static readonly DiagnosticDescriptor StreamIsNotHandled = new(
        "RNL2001",
        "Stream is not handled by a switch",
        "This switch over '{0}' does not handle {1}; add {2}, or {3} to leave out the rest on purpose",
        RuleInfo.Streams,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL2001.md");

    public static readonly DiagnosticDescriptor StreamEndedIsNotHandled = new(
        "RNL2002",
        "End of a stream is not handled by a switch",
        "This switch over '{0}' handles streams but not '{1}', so a stream that failed or was cut off looks complete; add '{1}', or {2} to leave out the rest on purpose",
        RuleInfo.Streams,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL2002.md");

    public static readonly DiagnosticDescriptor StreamIsNotConsumed = new(
        "RNL2003",
        "Stream is not consumed",
        "This assembly subscribes to '{0}' and never looks at its stream '{1}'; handle '{2}.{1}' where the parts are read, or do without the stream",
        RuleInfo.Streams,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL2003.md",
        customTags: [WellKnownDiagnosticTags.CompilationEnd]);

    public static readonly DiagnosticDescriptor ToolErrorIsNotHandled = new(
        "RNL2009",
        "Error of a tool is not handled by a switch",
        "This switch handles the calls of a tool and their results, but not {0}, so a call that fails seems never to end; add {1}",
        RuleInfo.Streams,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL2009.md");
}
