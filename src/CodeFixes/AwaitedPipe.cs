using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Analyzers.Streams;
using Runnel.Generators.Parsing;

namespace Runnel.CodeFixes;

/// <summary>The body of an async method whose pipe is awaited at its end.</summary>
/// <param name="Name">The variable that holds the pipe.</param>
/// <param name="Body">The body as it is.</param>
/// <param name="NewBody">The body as it is to be.</param>
internal sealed record AwaitedPipe(string Name, BlockSyntax Body, BlockSyntax NewBody)
{
    /// <summary>The change, or null where there is no place for it that every path takes.</summary>
    public static AwaitedPipe? Of(InvocationExpressionSyntax pipe)
    {
        if (pipe.FirstAncestorOrSelf<StatementSyntax>() is not { Parent: BlockSyntax { Parent: MethodDeclarationSyntax method } body } statement ||
            !method.Modifiers.Any(SyntaxKind.AsyncKeyword))
        {
            return null;
        }

        // What a return still has to wait for would come after a wait without end.
        var last = body.Statements.Last(each => each is not LocalFunctionStatementSyntax);
        if (last is ThrowStatementSyntax || ReturnsElsewhere(body, last) || (last is ReturnStatementSyntax && last.DescendantNodes().Any(node => node is AwaitExpressionSyntax)))
        {
            return null;
        }

        var (name, piped) = InVariable(statement, pipe);
        var newline = body.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia));
        var wait = SyntaxFactory.ParseStatement($"await {name}.Completion;")
            .WithLeadingTrivia(Indentation(last))
            .WithTrailingTrivia(newline.RawKind == 0 ? SyntaxFactory.Space : newline);
        var position = body.Statements.IndexOf(last) + (last is ReturnStatementSyntax ? 0 : 1);
        return new AwaitedPipe(name, body, body.WithStatements(body.Statements.Replace(statement, piped).Insert(position, wait)));
    }

    private static bool ReturnsElsewhere(BlockSyntax body, StatementSyntax last) => body
        .DescendantNodes(node => node is not (AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax))
        .Any(node => node is ReturnStatementSyntax && node != last);

    private static (string Name, StatementSyntax Statement) InVariable(StatementSyntax statement, InvocationExpressionSyntax pipe)
    {
        if (statement is LocalDeclarationStatementSyntax { Declaration.Variables: var variables })
        {
            return (variables.First(variable => variable.Initializer?.Value == pipe).Identifier.Text, statement);
        }

        var name = new UnusedNames(statement).Take(Names.Camel(PipeCall.DisplayName(PipeCall.StreamOf(pipe)!)));
        var declaration = (LocalDeclarationStatementSyntax)SyntaxFactory.ParseStatement($"var {name} = x;");
        return (name, declaration
            .ReplaceNode(declaration.Declaration.Variables[0].Initializer!.Value, pipe.WithoutTrivia())
            .WithTriviaFrom(statement));
    }

    private static SyntaxTriviaList Indentation(StatementSyntax statement) =>
        [.. statement.GetLeadingTrivia().Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1)];
}
