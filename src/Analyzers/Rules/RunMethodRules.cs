using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for the method that runs a task, and mostly for that of a tool.</summary>
internal static class RunMethodRules
{
    public static readonly DiagnosticDescriptor RunMethodIsMissing = new(
        "RNL1007",
        "Task has no method to run",
        "'{0}' has no public instance method Run or RunAsync; add one",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1007.md");

    public static readonly DiagnosticDescriptor RunMethodIsAmbiguous = new(
        "RNL1008",
        "Task has several methods to run",
        "'{0}' has more than one public Run or RunAsync; keep one, rename the others or make them private",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1008.md");

    public static readonly DiagnosticDescriptor RunMethodIsGeneric = new(
        "RNL1009",
        "Method of a task or tool is generic",
        "'{0}' has type parameters, which neither a stored run nor a model can give; remove the type parameters",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1009.md");

    public static readonly DiagnosticDescriptor RunMethodIsAsyncVoid = new(
        "RNL1010",
        "Method of a task or tool is async void",
        "'{0}' is async void, so neither its end nor its failure can be seen; return Task or ValueTask",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1010.md");

    public static readonly DiagnosticDescriptor OutputIsUnsupported = new(
        "RNL1011",
        "Output of a task or tool is unsupported",
        "'{0}' cannot be the output: {1}",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1011.md");

    public static readonly DiagnosticDescriptor ParameterIsUnsupported = new(
        "RNL1012",
        "Parameter of a task or tool is unsupported",
        "Parameter '{0}' of type '{1}' cannot be bound: {2}",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1012.md");

    public static readonly DiagnosticDescriptor ParameterIsByReference = new(
        "RNL1013",
        "Parameter of a task or tool is not passed by value",
        "Parameter '{0}' is declared '{1}', but its value is read from JSON; remove '{1}'",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1013.md");

    public static readonly DiagnosticDescriptor StreamsAreAmbiguous = new(
        "RNL1014",
        "Task takes several [Streams] records",
        "'{0}' is a second [Streams] record; declare all streams of the task in one",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1014.md");

    public static readonly DiagnosticDescriptor GeneratedNameHidesType = new(
        "RNL1020",
        "Generated type hides a type of the signature",
        "In this class '{0}' means the generated type, which '{1}' cannot use; qualify the name if another type is meant, else use another type",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1020.md");

    public static readonly DiagnosticDescriptor GeneratedTypeInSignature = new(
        "RNL1021",
        "Generated type in a signature that Runnel reads",
        "'{0}' is generated, and '{1}' is read before it exists; use a type of your own",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1021.md");

    public static readonly DiagnosticDescriptor TypeIsOfAnotherGenerator = new(
        "RNL1024",
        "Type of another generator in a signature that Runnel reads",
        "'{0}' is made by another source generator, whose types Runnel's cannot see, so '{1}' is left out; declare the type in this project's own source, or in a referenced project",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1024.md");
}
