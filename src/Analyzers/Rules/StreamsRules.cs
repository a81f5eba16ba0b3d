using Microsoft.CodeAnalysis;

namespace Runnel.Analyzers.Rules;

/// <summary>What holds for [Streams] records.</summary>
internal static class StreamsRules
{
    public static readonly DiagnosticDescriptor StreamsAreNoRecord = new(
        "RNL1101",
        "[Streams] type is not a positional record",
        "'{0}' is not a record with a parameter list; declare 'partial record {0}(TaskStream<T> Name, ...)'",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1101.md");

    public static readonly DiagnosticDescriptor StreamsCannotBeCreated = new(
        "RNL1102",
        "[Streams] record is abstract",
        "'{0}' is abstract, so no instance can be made for a run; remove 'abstract'",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1102.md");

    public static readonly DiagnosticDescriptor StreamIsNoTaskStream = new(
        "RNL1103",
        "Parameter of a [Streams] record is no stream",
        "Parameter '{0}' is of type '{1}'; make it a TaskStream<T>, or a property in the record's body",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1103.md");

    public static readonly DiagnosticDescriptor StreamKeyIsInvalid = new(
        "RNL1104",
        "Stream key is invalid",
        "'{0}' is no stream key; use 1 to 128 of A-Z, a-z, 0-9, '.', '_' and '-', with [Stream] where the parameter's name has other characters",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1104.md");

    public static readonly DiagnosticDescriptor StreamIsNotUnique = new(
        "RNL1105",
        "Stream is declared twice",
        "'{0}' already stands for the stream '{1}'; give one of the two another name or [Stream] key",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1105.md");

    public static readonly DiagnosticDescriptor StreamNameIsReserved = new(
        "RNL1106",
        "Stream name is reserved",
        "A stream cannot be named '{0}', which the generated union uses itself; rename the parameter and keep its key with [Stream]",
        RuleInfo.Category,
        DiagnosticSeverity.Error,
        isEnabledByDefault: true,
        helpLinkUri: RuleInfo.Pages + "RNL1106.md");
}
