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
    // Each with the class that it is of.
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
                AnonymousFunctionExpressionSyntax { Parent: ArgumentSyntax { Parent.Parent: InvocationExpressionSyntax call } } when Starters.ContainsKey(NameOf(call) ?? "") && IsDropped(call, method) => call,
                LocalFunctionStatementSyntax local when GivesTask(local) => DroppedCallOf(local, method),
                _ => null,
            };
            if (start is not null)
            {
                return new UnawaitedWork(method, function, start);
            }
        }

        return null;
    }

    /// <summary>Whether the method waits later for something by which the work may tell it that it is done: a signal, a channel, a variable that both have.</summary>
    public bool IsAwaitedOtherwise(SemanticModel model, CancellationToken cancellationToken)
    {
        var known = new HashSet<string>(NamesIn(Start).Concat(NamesIn(Function)).Where(name => MaySignal(name, model, cancellationToken)).Select(name => name.Identifier.ValueText), StringComparer.Ordinal);
        return known.Count > 0 && Method.DescendantNodes(node => node != Function && node != Start)
            .Where(node => node.SpanStart > Start.SpanStart)
            .Select(node => node switch
            {
                AwaitExpressionSyntax wait => wait.Expression,
                CommonForEachStatementSyntax { AwaitKeyword.RawKind: not 0 } loop => loop.Expression,
                InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Wait" or "WaitAll" or "WaitOne" or "GetResult" } } wait => wait,
                _ => (SyntaxNode?)null,
            })
            .OfType<SyntaxNode>()
            .Any(wait => NamesIn(wait).Any(name => known.Contains(name.Identifier.ValueText)));
    }

    /// <summary>Whether what starts it is of the framework, and so does not wait.</summary>
    public bool RunsBeside(SemanticModel model, CancellationToken cancellationToken) =>
        Function is LocalFunctionStatementSyntax ||
        (NameOf(Start) is { } name && model.GetSymbolInfo(Start, cancellationToken).Symbol is IMethodSymbol { ContainingType: var owner } && Starters[name].Any(owner.Is));

    private static string? NameOf(InvocationExpressionSyntax call) => (call.Expression as MemberAccessExpressionSyntax)?.Name.Identifier.ValueText;

    // A function that gives nothing is over when its call is.
    private static bool GivesTask(LocalFunctionStatementSyntax local) =>
        local.ReturnType is not PredefinedTypeSyntax { Keyword.RawKind: (int)SyntaxKind.VoidKeyword } || local.Modifiers.Any(SyntaxKind.AsyncKeyword);

    private static InvocationExpressionSyntax? DroppedCallOf(LocalFunctionStatementSyntax local, MethodDeclarationSyntax method) => method.DescendantNodes()
        .OfType<InvocationExpressionSyntax>()
        .FirstOrDefault(call => call.Expression is IdentifierNameSyntax { Identifier.ValueText: var name } && name == local.Identifier.ValueText && IsDropped(call, method));

    // A statement of its own, a discard, or a variable that nothing reads. What is added to a task, such as to log its exception, is one as well.
    private static bool IsDropped(InvocationExpressionSyntax call, MethodDeclarationSyntax method) => call.Parent switch
    {
        MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ContinueWith" or "ConfigureAwait" or "Unwrap", Parent: InvocationExpressionSyntax next } => IsDropped(next, method),
        ExpressionStatementSyntax => true,
        AssignmentExpressionSyntax { Left: IdentifierNameSyntax { Identifier.ValueText: "_" }, Parent: ExpressionStatementSyntax } => true,
        EqualsValueClauseSyntax { Parent: VariableDeclaratorSyntax { Identifier.ValueText: var name, Parent.Parent: LocalDeclarationStatementSyntax { UsingKeyword.RawKind: 0 } } } => !PipeCall.UsesOf(name, method).Any(),
        _ => false,
    };

    // What stands behind a dot is no variable.
    private static IEnumerable<IdentifierNameSyntax> NamesIn(SyntaxNode node) =>
        node.DescendantNodesAndSelf().OfType<IdentifierNameSyntax>().Where(name => !(name.Parent is MemberAccessExpressionSyntax access && access.Name == name));

    // What a task is given, or has, it may wait for besides; of that only what threads are told by counts.
    private static bool MaySignal(IdentifierNameSyntax name, SemanticModel model, CancellationToken cancellationToken) => model.GetSymbolInfo(name, cancellationToken).Symbol switch
    {
        ILocalSymbol local => !IsToken(local.Type),
        IParameterSymbol parameter => IsOfThreading(parameter.Type),
        IFieldSymbol field => IsOfThreading(field.Type),
        IPropertySymbol property => IsOfThreading(property.Type),
        _ => false,
    };

    private static bool IsOfThreading(ITypeSymbol type) =>
        !IsToken(type) && type.ContainingNamespace?.ToDisplayString().StartsWith("System.Threading", StringComparison.Ordinal) is true;

    private static bool IsToken(ITypeSymbol type) => type.Is("System.Threading.CancellationToken");
}
