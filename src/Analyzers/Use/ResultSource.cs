using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Use;

/// <summary>
/// Where a result comes from, as far as the text of one member shows that nobody has looked at it: a wait for a run, there or in a variable of which
/// only output and run id are read.
/// </summary>
internal static class ResultSource
{
    public const string Output = "Output";
    private const string RunId = "RunId";

    /// <summary>The call that a result is of, or null where others may have seen the result.</summary>
    public static InvocationExpressionSyntax? Of(ExpressionSyntax result) => result switch
    {
        ParenthesizedExpressionSyntax inner => Of(inner.Expression),
        AwaitExpressionSyntax wait => CallOf(wait, isBatch: false),
        IdentifierNameSyntax name => OfVariable(name),
        _ => null,
    };

    private static InvocationExpressionSyntax? OfVariable(IdentifierNameSyntax use)
    {
        var name = use.Identifier.ValueText;
        var scope = ScopeOf(use);
        return DeclarationOf(name, scope) switch
        {
            VariableDeclaratorSyntax { Initializer.Value: AwaitExpressionSyntax wait } when IsReadOnly(name, scope) => CallOf(wait, isBatch: false),
            ForEachStatementSyntax { Expression: var results } when IsReadOnly(name, scope) => OfBatch(results, scope),
            ParameterSyntax parameter when QueriedBy(parameter) is { } results && IsReadOnly(name, scope) => OfBatch(results, scope),
            _ => null,
        };
    }

    // What a lambda is called for each of: results.Sum(result => …).
    private static ExpressionSyntax? QueriedBy(ParameterSyntax parameter)
    {
        var lambda = parameter.Parent is ParameterListSyntax { Parameters.Count: 1 } list ? list.Parent : parameter.Parent;
        return lambda is LambdaExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax query } } } ? query.Expression : null;
    }

    private static InvocationExpressionSyntax? OfBatch(ExpressionSyntax results, SyntaxNode scope) => results switch
    {
        ParenthesizedExpressionSyntax inner => OfBatch(inner.Expression, scope),
        AwaitExpressionSyntax wait => CallOf(wait, isBatch: true),
        IdentifierNameSyntax { Identifier.ValueText: var name } when UsesOf(name, scope).Take(2).Count() == 1 =>
            DeclarationOf(name, scope) is VariableDeclaratorSyntax { Initializer.Value: AwaitExpressionSyntax wait } ? CallOf(wait, isBatch: true) : null,
        _ => null,
    };

    // Several results come of a batch, or of runs that are waited for together.
    private static InvocationExpressionSyntax? CallOf(AwaitExpressionSyntax wait, bool isBatch)
    {
        var isTogether = AwaitedRuns.IsTogether(wait.Expression);
        return AwaitedRuns.Of(wait.Expression).FirstOrDefault(call => RunCall.NameOf(call) switch
        {
            RunCall.TriggerAndWait => isBatch == isTogether,
            RunCall.BatchTriggerAndWait => isBatch && !isTogether,
            RunCall.Wait => !isTogether,
            _ => false,
        });
    }

    // Top-level statements are one method, of many members.
    private static SyntaxNode ScopeOf(SyntaxNode node) =>
        node.Ancestors().First(ancestor => ancestor is CompilationUnitSyntax or MemberDeclarationSyntax and not GlobalStatementSyntax);

    // Of two variables with one name nothing is known.
    private static SyntaxNode? DeclarationOf(string name, SyntaxNode scope)
    {
        SyntaxNode? found = null;
        foreach (var node in scope.DescendantNodes())
        {
            if (node is VariableDeclaratorSyntax { Identifier.ValueText: var variable } && variable == name ||
                node is ForEachStatementSyntax { Identifier.ValueText: var item } && item == name ||
                node is SingleVariableDesignationSyntax { Identifier.ValueText: var designation } && designation == name ||
                node is ParameterSyntax { Identifier.ValueText: var parameter } && parameter == name)
            {
                if (found is not null)
                {
                    return null;
                }

                found = node;
            }
        }

        return found;
    }

    private static bool IsReadOnly(string name, SyntaxNode scope) => UsesOf(name, scope).All(use =>
        use.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: Output or RunId } access && access.Expression == use);

    private static IEnumerable<IdentifierNameSyntax> UsesOf(string name, SyntaxNode scope) =>
        scope.DescendantNodes().OfType<IdentifierNameSyntax>().Where(identifier => identifier.Identifier.ValueText == name);
}
