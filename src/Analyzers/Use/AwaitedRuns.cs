using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Use;

/// <summary>
/// The calls whose results an awaited task gives: its own, or those of tasks that are waited for together, given to <c>Task.WhenAll</c> one by one, in a
/// collection, or as what a lambda selects. A variable is followed where nothing else reads it.
/// </summary>
internal static class AwaitedRuns
{
    public static IEnumerable<InvocationExpressionSyntax> Of(ExpressionSyntax task) => Peeled(task) switch
    {
        InvocationExpressionSyntax { ArgumentList.Arguments: var tasks } all when IsTogether(all) => tasks.SelectMany(each => OfEach(each.Expression)),
        InvocationExpressionSyntax { ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax lambda }, ..] } run when IsNamed(run, "Run") => BodyOf(lambda) is { } body ? Of(body) : [],
        InvocationExpressionSyntax call => [call],
        IdentifierNameSyntax variable => ValueOf(variable) is { } value ? Of(value) : [],
        _ => [],
    };

    /// <summary>Whether a task is one that waits for several.</summary>
    public static bool IsTogether(ExpressionSyntax task) => Peeled(task) is InvocationExpressionSyntax all && IsTogether(all);

    private static bool IsTogether(InvocationExpressionSyntax call) => IsNamed(call, "WhenAll") || IsNamed(call, "WaitAll") || IsNamed(call, "WaitAny");

    private static bool IsNamed(InvocationExpressionSyntax call, string name) =>
        call.Expression is MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Task" } or MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Task" } } access &&
        access.Name.Identifier.ValueText == name;

    private static IEnumerable<InvocationExpressionSyntax> OfEach(ExpressionSyntax tasks) => tasks switch
    {
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ToArray" or "ToList", Expression: var items } } => OfEach(items),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Select" }, ArgumentList.Arguments: [{ Expression: LambdaExpressionSyntax lambda }] } =>
            BodyOf(lambda) is { } body ? Of(body) : [],
        CollectionExpressionSyntax { Elements: var elements } => elements.OfType<ExpressionElementSyntax>().SelectMany(element => Of(element.Expression)),
        ImplicitArrayCreationExpressionSyntax { Initializer.Expressions: var items } => items.SelectMany(Of),
        ArrayCreationExpressionSyntax { Initializer.Expressions: var items } => items.SelectMany(Of),
        IdentifierNameSyntax variable => ValueOf(variable) is { } value ? OfEach(value) : [],
        _ => Of(tasks),
    };

    // What is added to a task and gives the same.
    private static ExpressionSyntax Peeled(ExpressionSyntax task) => task switch
    {
        ParenthesizedExpressionSyntax inner => Peeled(inner.Expression),
        InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var inner } } => Peeled(inner),
        InvocationExpressionSyntax
        {
            Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "WaitAsync", Expression: InvocationExpressionSyntax inner },
            ArgumentList.Arguments.Count: > 0,
        } when RunCall.NameOf(inner) is RunCall.TriggerAndWait or RunCall.BatchTriggerAndWait or "WhenAll" => Peeled(inner),
        _ => task,
    };

    private static ExpressionSyntax? BodyOf(LambdaExpressionSyntax lambda)
    {
        var body = lambda.ExpressionBody ?? (lambda.Block is { Statements: [ReturnStatementSyntax { Expression: { } returned }] } ? returned : null);
        return body is AwaitExpressionSyntax wait ? wait.Expression : body;
    }

    // Declared before it is used: so whoever follows variables comes to an end, in code that is not finished too.
    private static ExpressionSyntax? ValueOf(IdentifierNameSyntax use)
    {
        var name = use.Identifier.ValueText;
        return use.FirstAncestorOrSelf<BlockSyntax>() is { } block &&
            block.Statements.OfType<LocalDeclarationStatementSyntax>().SelectMany(local => local.Declaration.Variables).FirstOrDefault(local => local.Identifier.ValueText == name) is { Initializer.Value: { } value } && value.Span.End <= use.SpanStart &&
            block.DescendantNodes().OfType<IdentifierNameSyntax>().Count(identifier => identifier.Identifier.ValueText == name) == 1
                ? value
                : null;
    }
}
