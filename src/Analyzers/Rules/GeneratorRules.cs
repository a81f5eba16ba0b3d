using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds where other generators have a part in it: that of System.Text.Json, and that of ASP.NET.</summary>
internal static class GeneratorRules
{
    public static readonly DiagnosticDescriptor TypeIsNotInJsonContext = new(
        "RNL3006",
        "Type is not in a JsonSerializerContext",
        "Runs carry '{0}' as JSON, this app has reflection-based JSON turned off, and no JsonSerializerContext covers the type; add [JsonSerializable(typeof({0}))] to {1}",
        RuleInfo.Usage,
        DiagnosticSeverity.Info,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL3006.md");

    public static readonly DiagnosticDescriptor HandlerInfersGeneratedType = new(
        "RNL3007",
        "Handler infers its return type from generated code",
        "ASP.NET's request delegate generator does not see what Runnel generates, and so cannot infer that this handler returns '{0}'; declare that before its parameters, or return IResult",
        RuleInfo.Usage,
        DiagnosticSeverity.Warning,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL3007.md");
}
