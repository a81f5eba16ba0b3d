using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for [TaskClient] classes.</summary>
internal static class ClientRules
{
    public static readonly DiagnosticDescriptor ClientStreamsAreInvalid = new(
        "RNL1201",
        "Streams of a client are no [Streams] record",
        "'{0}' is no [Streams] record; name one, or NoStreams",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1201.md");

    public static readonly DiagnosticDescriptor ClientPayloadIsUnsupported = new(
        "RNL1202",
        "Payload of a client cannot be stored",
        "'{0}' cannot be the payload: {1}",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1202.md");
}
