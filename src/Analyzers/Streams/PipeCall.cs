using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>A call that writes to a stream: of <c>TaskStream&lt;T&gt;</c>, or the extension for text.</summary>
internal static class PipeCall
{
    public const string Write = "WriteAsync";
    private const string Pipe = "Pipe";
    private const string PipeText = "PipeText";
    private const string TaskStream = "Runnel.TaskStream`1";

    /// <summary>Whether a call may be one that pipes, told from its text.</summary>
    public static bool MayPipe(InvocationExpressionSyntax invocation) => NameOf(invocation) is Pipe or PipeText;

    public static string? NameOf(InvocationExpressionSyntax invocation) => invocation.Expression is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : null;

    /// <summary>What a call is made on.</summary>
    public static ExpressionSyntax? StreamOf(InvocationExpressionSyntax invocation) => (invocation.Expression as MemberAccessExpressionSyntax)?.Expression;

    /// <summary>How a stream is called: by its member where it has one.</summary>
    public static string DisplayName(ExpressionSyntax stream) => stream is MemberAccessExpressionSyntax access ? access.Name.Identifier.ValueText : stream.ToString();

    /// <summary>Whether a call is one of a stream's.</summary>
    public static bool IsOnStream(InvocationExpressionSyntax invocation, SemanticModel model, CancellationToken cancellationToken) =>
        model.GetSymbolInfo(invocation, cancellationToken).Symbol is IMethodSymbol method &&
        (method.ContainingType.Is(TaskStream) || method is { IsExtensionMethod: true, ReceiverType: { } receiver } && receiver.Is(TaskStream));

    /// <summary>The method that a statement is written in, unless that is within a function of its own.</summary>
    public static MethodDeclarationSyntax? MethodOf(SyntaxNode node)
    {
        for (var current = node.Parent; current is not null; current = current.Parent)
        {
            switch (current)
            {
                case MethodDeclarationSyntax method:
                    return method;
                case AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or MemberDeclarationSyntax:
                    return null;
            }
        }

        return null;
    }

    /// <summary>Where a name stands within a node.</summary>
    public static IEnumerable<IdentifierNameSyntax> UsesOf(string name, SyntaxNode within) =>
        within.DescendantNodes().OfType<IdentifierNameSyntax>().Where(identifier => identifier.Identifier.ValueText == name);
}
