using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>Work that a method starts to run beside it, and whose task it drops: a lambda given to <c>Task.Run</c> and its like, or a local function.</summary>
/// <param name="Method">The method.</param>
/// <param name="Function">The work.</param>
/// <param name="Start">The call that starts it.</param>
internal sealed record UnawaitedWork(MethodDeclarationSyntax Method, SyntaxNode Function, InvocationExpressionSyntax Start)
{
    // Each with the classes that it is of.
    private static readonly Dictionary<string, string[]> Starters = new(StringComparer.Ordinal)
    {
        ["Run"] = ["System.Threading.Tasks.Task"],
        ["StartNew"] = ["System.Threading.Tasks.TaskFactory", "System.Threading.Tasks.TaskFactory`1"],
        ["ContinueWith"] = ["System.Threading.Tasks.Task", "System.Threading.Tasks.Task`1"],
        ["QueueUserWorkItem"] = ["System.Threading.ThreadPool"],
        ["UnsafeQueueUserWorkItem"] = ["System.Threading.ThreadPool"],
    };

    /// <summary>The work that a node is part of, or null where the method, as far as its text shows, waits for it.</summary>
    public static UnawaitedWork? Around(SyntaxNode node)
    {
        if (node.FirstAncestorOrSelf<MethodDeclarationSyntax>() is not { } method)
        {
            return null;
        }

        foreach (var function in node.Ancestors().TakeWhile(ancestor => ancestor != method))
        {
            var start = function switch
            {
                AnonymousFunctionExpressionSyntax lambda => StarterOf(lambda, method),
                LocalFunctionStatementSyntax local => PipeCall.UsesOf(local.Identifier.ValueText, method).Select(use => StartBy(use, method)).FirstOrDefault(call => call is not null),
                _ => null,
            };
            if (start is not null)
            {
                return new UnawaitedWork(method, function, start);
            }
        }

        return null;
    }

    /// <summary>Whether the work goes on when the call that starts it is over.</summary>
    public bool RunsBeside(SemanticModel model, CancellationToken cancellationToken)
    {
        if (NameOf(Start) is { } name)
        {
            return model.GetSymbolInfo(Start, cancellationToken).Symbol is IMethodSymbol { ContainingType: var owner } && Starters[name].Any(owner.Is);
        }

        return model.GetDeclaredSymbol(Function, cancellationToken) is IMethodSymbol { ReturnType: var type } function &&
            (function.IsAsync || type.Name is "Task" or "ValueTask" && type.IsWithin("System"));
    }

    // The name of a call that starts work; a local function has no dot before it.
    private static string? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

    private static InvocationExpressionSyntax? StarterOf(ExpressionSyntax function, MethodDeclarationSyntax method) =>
        function.Parent is ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } && Starters.ContainsKey(NameOf(call) ?? "") && DroppedCall.Is(call, method) ? call : null;

    // A local function is called, or given to what starts work, there or in a lambda that does nothing else.
    private static InvocationExpressionSyntax? StartBy(IdentifierNameSyntax use, MethodDeclarationSyntax method)
    {
        if (use.Parent is not InvocationExpressionSyntax call || call.Expression != use)
        {
            return StarterOf(use, method);
        }

        return call.Parent switch
        {
            LambdaExpressionSyntax lambda => StarterOf(lambda, method),
            AwaitExpressionSyntax { Parent: LambdaExpressionSyntax lambda } => StarterOf(lambda, method),
            _ => DroppedCall.Is(call, method) ? call : null,
        };
    }
}
