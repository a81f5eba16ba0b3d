using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Use;

/// <summary>An expression that blocks a thread until a task has ended: <c>.Result</c>, <c>.Wait(…)</c>, <c>.GetAwaiter().GetResult()</c>.</summary>
/// <param name="Whole">All of it.</param>
/// <param name="Task">The task.</param>
/// <param name="Call">The call that the task is of.</param>
internal sealed record BlockingWait(ExpressionSyntax Whole, ExpressionSyntax Task, InvocationExpressionSyntax Call)
{
    public static BlockingWait? Of(MemberAccessExpressionSyntax access)
    {
        var (whole, task) = access switch
        {
            { Name.Identifier.ValueText: "Result" } => ((ExpressionSyntax)access, access.Expression),
            { Name.Identifier.ValueText: "Wait", Parent: InvocationExpressionSyntax wait } => (wait, access.Expression),
            {
                Name.Identifier.ValueText: "GetResult",
                Parent: InvocationExpressionSyntax wait,
                Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter }
            } => (wait, awaiter.Expression),
            _ => default,
        };
        var call = task switch
        {
            null => null,
            IdentifierNameSyntax name => OfVariable(name),
            _ => RunCall.Of(task),
        };
        return call is not null && RunCall.NameOf(call) is RunCall.TriggerAndWait or RunCall.BatchTriggerAndWait or RunCall.Trigger or RunCall.BatchTrigger or RunCall.Wait
            ? new BlockingWait(whole, task!, call)
            : null;
    }

    /// <summary>What the thread is held for.</summary>
    public string End => RunCall.NameOf(Call) switch
    {
        RunCall.Trigger or RunCall.BatchTrigger => "the run is stored",
        RunCall.BatchTriggerAndWait => "all runs have ended",
        _ => "the run has ended",
    };

    /// <summary>How a message calls it.</summary>
    public string DisplayName => Whole switch
    {
        MemberAccessExpressionSyntax => "Result",
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" } } => "Wait()",
        _ => "GetAwaiter().GetResult()",
    };

    // One that is used elsewhere may have ended before.
    private static InvocationExpressionSyntax? OfVariable(IdentifierNameSyntax use)
    {
        var name = use.Identifier.ValueText;
        return use.FirstAncestorOrSelf<BlockSyntax>() is { } block &&
            block.Statements.OfType<LocalDeclarationStatementSyntax>().SelectMany(local => local.Declaration.Variables).FirstOrDefault(local => local.Identifier.ValueText == name) is { Initializer.Value: { } value } &&
            block.DescendantNodes().OfType<IdentifierNameSyntax>().Count(identifier => identifier.Identifier.ValueText == name) == 1
                ? RunCall.Of(value)
                : null;
    }
}
