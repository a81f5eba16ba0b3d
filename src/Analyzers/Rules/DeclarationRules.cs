using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for every type that members are generated into.</summary>
internal static class DeclarationRules
{
    public static readonly DiagnosticDescriptor TypeIsNotPartial = new(
        "RNL1001",
        "Type that Runnel adds members to is not partial",
        "Nothing can be generated into '{1}' while '{0}' is not partial; declare '{0}' partial",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1001.md");

    public static readonly DiagnosticDescriptor TypeIsGeneric = new(
        "RNL1002",
        "Type that Runnel adds members to is generic",
        "'{0}' has type parameters, but what Runnel stores and sends has fixed types; remove the type parameters, or move what Runnel reads out of '{0}'",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1002.md");

    public static readonly DiagnosticDescriptor GeneratedNameIsTaken = new(
        "RNL1019",
        "Name of a generated member is taken",
        "In '{0}' the name '{1}' is taken, which a generated member needs; rename what has it",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1019.md");
}
