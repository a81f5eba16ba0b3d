using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Use;

/// <summary>An expression that blocks a thread until tasks have ended: <c>.Result</c>, <c>.Wait(…)</c>, <c>.GetAwaiter().GetResult()</c>, <c>Task.WaitAll(…)</c>.</summary>
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
            { Name.Identifier.ValueText: "WaitAll" or "WaitAny", Parent: InvocationExpressionSyntax wait } => (wait, wait),
            {
                Name.Identifier.ValueText: "GetResult",
                Parent: InvocationExpressionSyntax wait,
                Expression: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "GetAwaiter" } awaiter }
            } => (wait, awaiter.Expression),
            _ => default,
        };
        return task is not null && AwaitedRuns.Of(task).FirstOrDefault(IsRuns) is { } call ? new BlockingWait(whole, task, call) : null;
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
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: ("Wait" or "WaitAll" or "WaitAny") and var name } } => $"{name}()",
        _ => "GetAwaiter().GetResult()",
    };

    private static bool IsRuns(InvocationExpressionSyntax call) =>
        RunCall.NameOf(call) is RunCall.TriggerAndWait or RunCall.BatchTriggerAndWait or RunCall.Trigger or RunCall.BatchTrigger or RunCall.Wait;
}
