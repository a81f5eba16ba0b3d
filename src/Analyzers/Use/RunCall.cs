using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use;

/// <summary>A call of a client, or of the handle of a run, that takes as long as a commit or a run. Its name is looked at first: that costs nothing.</summary>
internal static class RunCall
{
    public const string TriggerAndWait = "TriggerAndWaitAsync";
    public const string BatchTriggerAndWait = "BatchTriggerAndWaitAsync";
    public const string Trigger = "TriggerAsync";
    public const string BatchTrigger = "BatchTriggerAsync";
    public const string Wait = "WaitAsync";
    private const string Result = "Runnel.TaskResult`1";

    private static readonly string[] Owners = ["Runnel.IRunnelClient", "Runnel.RunHandle`2", "Runnel.BatchHandle`2", "Runnel.TaskClientBase`3"];

    public static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
        IdentifierNameSyntax name => name.Identifier.ValueText,
        _ => null,
    };

    /// <summary>Whether a call, told from its name, is of a client or a handle.</summary>
    public static bool IsOfClient(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ContainingType: { } owner } &&
        (Owners.Any(owner.IsA) || owner.AllInterfaces.Any(implemented => implemented.Is(Owners[0])));

    /// <summary>Whether a call gives the result of a run, or the results of several.</summary>
    public static bool GivesResult(InvocationExpressionSyntax call, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(call, cancellationToken).Symbol is IMethodSymbol { ReturnType: INamedTypeSymbol { TypeArguments: [INamedTypeSymbol value] } } &&
        (value.Is(Result) || value.TypeArguments is [var item] && item.Is(Result));

    /// <summary>The output's type, of a property <c>Output</c> of a result.</summary>
    public static ITypeSymbol? OutputOf(ISymbol? property) =>
        property is IPropertySymbol { ContainingType: { TypeArguments: [var output] } owner } && owner.Is(Result) ? output : null;

    /// <summary>Whether a call is one that a mock is asked about, or told of, and not made.</summary>
    public static bool IsOfMock(InvocationExpressionSyntax call) =>
        call.Ancestors().OfType<LambdaExpressionSyntax>().Any(lambda =>
            lambda.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax asked } && NameOf(asked) is "InOrder" or "When" or "WhenForAnyArgs" or "Setup" or "Verify") ||
        call.Expression is MemberAccessExpressionSyntax { Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } } &&
        (name.StartsWith("Received", StringComparison.Ordinal) || name.StartsWith("DidNotReceive", StringComparison.Ordinal));
}
