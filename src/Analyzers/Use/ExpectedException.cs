using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Use;

/// <summary>
/// Code that is run for the exception that it throws, as tests do: the last of a function that is asked for its exception, or followed by a failure; and in
/// the method of a test, what it catches, or gives to others to run.
/// </summary>
internal static class ExpectedException
{
    private static readonly string[] Tests = ["Fact", "Theory", "Test", "TestCase", "TestMethod", "DataTestMethod", "Property"];

    /// <summary>Whether an expression is such code.</summary>
    public static bool IsOf(ExpressionSyntax expression) => expression.Parent switch
    {
        ExpressionStatementSyntax { Parent: BlockSyntax { Parent: TryStatementSyntax { Catches.Count: > 0 } } } when IsInTest(expression) => true,
        ExpressionStatementSyntax { Parent: BlockSyntax body } last when body.Statements.Last() == last => IsAsked(body.Parent),
        ExpressionStatementSyntax { Parent: BlockSyntax { Parent: TryStatementSyntax } body } before => IsFailure(body.Statements[body.Statements.IndexOf(before) + 1]),
        ArrowExpressionClauseSyntax { Parent: var function } => IsAsked(function),
        _ => false,
    };

    private static bool IsAsked(SyntaxNode? function) => function switch
    {
        LambdaExpressionSyntax { Parent: ArgumentSyntax argument } => IsAskedBy(argument),
        LambdaExpressionSyntax { Parent: EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax variable } } => IsAskedElsewhere(variable.Identifier.ValueText, variable),
        LocalFunctionStatementSyntax local => IsAskedElsewhere(local.Identifier.ValueText, local),
        _ => false,
    };

    private static bool IsAskedElsewhere(string name, SyntaxNode declaration) => declaration.FirstAncestorOrSelf<MemberDeclarationSyntax>() is { } member && member
        .DescendantNodes()
        .OfType<IdentifierNameSyntax>()
        .Any(use => use.Identifier.ValueText == name && (use.Parent is ArgumentSyntax argument ? IsAskedBy(argument) || IsInTest(use) : IsAskedOf(use)));

    private static bool IsAskedBy(ArgumentSyntax argument) =>
        argument.Parent?.Parent is InvocationExpressionSyntax call && (NameOf(call) is { } name && IsException(name) || IsAskedOf(call));

    // As act.Should().ThrowAsync() is.
    private static bool IsAskedOf(SyntaxNode value) => value
        .Ancestors()
        .TakeWhile(node => node is MemberAccessExpressionSyntax or InvocationExpressionSyntax)
        .Any(node => node is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } && IsException(name));

    private static bool IsInTest(SyntaxNode node) => node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is { } method && method.AttributeLists
        .SelectMany(list => list.Attributes)
        .Any(attribute => Tests.Contains(attribute.Name.DescendantTokens().Last().ValueText));

    private static bool IsFailure(StatementSyntax statement) =>
        statement is ExpressionStatementSyntax { Expression: InvocationExpressionSyntax call } && NameOf(call) == "Fail";

    private static string? NameOf(InvocationExpressionSyntax call) => call.Expression switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } => name,
        SimpleNameSyntax { Identifier.ValueText: var name } => name,
        _ => null,
    };

    private static bool IsException(string name) => name.Contains("Throw") || name is "Exception" or "ExceptionAsync";
}
