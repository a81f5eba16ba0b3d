using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// An iterator whose text shows that it never ends: a loop without a condition, or until it is canceled, or on a timer of its own, that nothing leaves. What
/// might end it from outside, by throwing, is taken to do so.
/// </summary>
internal static class EndlessIterator
{
    private const string NextTick = "WaitForNextTickAsync";

    // Sources that end by an exception, or are ended by somebody else.
    private static readonly string[] Inputs = ["Read", "Receive", "Accept", "Take", "Dequeue"];
    private static readonly string[] Stops = ["cancel", "token", "cts", "stop"];

    /// <summary>Whether an iterator is endless.</summary>
    /// <param name="declaration">A method or a local function.</param>
    /// <param name="harmless">The names of tokens that stop nothing but the whole task.</param>
    public static bool Is(SyntaxNode declaration, IEnumerable<string> harmless)
    {
        var (body, parameters) = declaration switch
        {
            MethodDeclarationSyntax method => (method.Body, method.ParameterList),
            LocalFunctionStatementSyntax local => (local.Body, local.ParameterList),
            _ => default,
        };
        if (body is null)
        {
            return false;
        }

        var nodes = body.DescendantNodes(node => !IsFunction(node)).ToList();
        IReadOnlyList<string> tokens = [.. harmless, .. parameters.Parameters.Select(parameter => parameter.Identifier.ValueText)];
        IReadOnlyList<string> cancels =
        [
            .. declaration is LocalFunctionStatementSyntax ? harmless : [],
            .. from parameter in parameters.Parameters
               where parameter.Type?.ToString().EndsWith("CancellationToken", StringComparison.Ordinal) is true
               select parameter.Identifier.ValueText,
        ];
        return nodes.Any(node => node.IsKind(SyntaxKind.YieldReturnStatement)) &&
            !nodes.Any(IsExit) &&
            !nodes.OfType<IdentifierNameSyntax>().Any(name => IsEndedFromOutside(name, tokens)) &&
            HasEndlessLoop(body.Statements, condition => condition is null || IsTrue(condition) || IsUntilCanceled(condition, cancels) || IsTick(condition, nodes));
    }

    private static bool HasEndlessLoop(IEnumerable<StatementSyntax> statements, Func<ExpressionSyntax?, bool> isEndless) => statements.Any(statement => statement switch
    {
        WhileStatementSyntax loop => isEndless(loop.Condition) && IsNotLeft(loop.Statement),
        DoStatementSyntax loop => isEndless(loop.Condition) && IsNotLeft(loop.Statement),
        ForStatementSyntax loop => isEndless(loop.Condition) && IsNotLeft(loop.Statement),
        BlockSyntax block => HasEndlessLoop(block.Statements, isEndless),
        UsingStatementSyntax block => HasEndlessLoop([block.Statement], isEndless),
        TryStatementSyntax { Catches.Count: 0 } block => HasEndlessLoop(block.Block.Statements, isEndless),
        _ => false,
    });

    private static bool IsTrue(ExpressionSyntax condition) => condition.IsKind(SyntaxKind.TrueLiteralExpression);

    // The task's token stops the task, and so does the one that a pipe gives where it is cut off; neither stops the source before.
    private static bool IsUntilCanceled(ExpressionSyntax condition, IReadOnlyList<string> tokens) =>
        condition is PrefixUnaryExpressionSyntax
        {
            RawKind: (int)SyntaxKind.LogicalNotExpression,
            Operand: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "IsCancellationRequested", Expression: IdentifierNameSyntax { Identifier.ValueText: var token } },
        } && tokens.Contains(token);

    // A timer says false when it was disposed of: not before the end, if it is the iterator's own and only ever waited for.
    private static bool IsTick(ExpressionSyntax condition, IReadOnlyList<SyntaxNode> nodes)
    {
        var awaited = (condition as AwaitExpressionSyntax)?.Expression;
        if (awaited is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ConfigureAwait", Expression: var configured } })
        {
            awaited = configured;
        }

        if (awaited is not InvocationExpressionSyntax
            {
                Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: NextTick, Expression: IdentifierNameSyntax { Identifier.ValueText: var timer } },
            })
        {
            return false;
        }

        return nodes.OfType<VariableDeclaratorSyntax>().Any(variable => variable.Identifier.ValueText == timer && variable.Initializer?.Value is BaseObjectCreationExpressionSyntax created && IsTimer(created, variable)) &&
            nodes.OfType<IdentifierNameSyntax>().Where(name => name.Identifier.ValueText == timer).All(name =>
                name.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: NextTick or "Period" });
    }

    private static bool IsTimer(BaseObjectCreationExpressionSyntax created, VariableDeclaratorSyntax variable)
    {
        var type = created is ObjectCreationExpressionSyntax { Type: var named } ? named : (variable.Parent as VariableDeclarationSyntax)?.Type;
        return type?.DescendantTokens().LastOrDefault().ValueText == "PeriodicTimer";
    }

    private static bool IsNotLeft(StatementSyntax body) =>
        !body.DescendantNodesAndSelf(node => !IsFunction(node) && !TakesBreaks(node)).Any(node => node.IsKind(SyntaxKind.BreakStatement));

    private static bool TakesBreaks(SyntaxNode node) =>
        node is WhileStatementSyntax or DoStatementSyntax or ForStatementSyntax or CommonForEachStatementSyntax or SwitchStatementSyntax;

    private static bool IsFunction(SyntaxNode node) => node is AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax;

    private static bool IsExit(SyntaxNode node) =>
        node is ReturnStatementSyntax or ThrowStatementSyntax or ThrowExpressionSyntax or GotoStatementSyntax || node.IsKind(SyntaxKind.YieldBreakStatement);

    private static bool IsEndedFromOutside(IdentifierNameSyntax name, IReadOnlyList<string> harmless)
    {
        var text = name.Identifier.ValueText;
        var isMember = name.Parent is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access && access.Name == name;
        return isMember
            ? Inputs.Any(input => text.StartsWith(input, StringComparison.Ordinal)) || text == "Reader"
            : text != "CancellationToken" && !harmless.Contains(text) && name.Parent is not ObjectCreationExpressionSyntax && Stops.Any(stop => text.IndexOf(stop, StringComparison.OrdinalIgnoreCase) >= 0);
    }
}
