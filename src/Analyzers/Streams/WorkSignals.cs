using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// What work and the method that started it may tell each other by: a signal, a channel, a list of tasks, a source of cancellation, a variable that the
/// work sets. Where they share one, the method may know when the work is done, though its text does not show how.
/// </summary>
/// <param name="work">The work.</param>
internal sealed class WorkSignals(UnawaitedWork work, SemanticModel model, CancellationToken cancellationToken)
{
    // What is done to an object that tells others.
    private static readonly HashSet<string> Verbs = new(StringComparer.Ordinal)
    {
        "Set", "TrySet", "SetResult", "TrySetResult", "SetException", "TrySetException", "SetCanceled", "TrySetCanceled", "SetCompleted",
        "Release", "Signal", "SignalAndWait", "Complete", "TryComplete", "Cancel", "CancelAfter", "Stop", "Pulse", "PulseAll", "Notify", "Finish", "Done", "Enqueue",
    };

    /// <summary>Whether the method comes back to one after it has started the work. What the class has, others of its methods may wait for.</summary>
    public bool Are()
    {
        var shared = new HashSet<string>(StringComparer.Ordinal);
        foreach (var name in NamesIn(work.Start).Concat(NamesIn(work.Function)))
        {
            var symbol = model.GetSymbolInfo(name, cancellationToken).Symbol;
            if (!IsSignal(symbol, name))
            {
                continue;
            }

            if (symbol is IFieldSymbol or IPropertySymbol)
            {
                return true;
            }

            shared.Add(name.Identifier.ValueText);
        }

        return shared.Count > 0 && work.Method
            .DescendantNodes(node => node != work.Function && node != work.Start)
            .OfType<IdentifierNameSyntax>()
            .Any(name => name.SpanStart > work.Start.Span.End && shared.Contains(name.Identifier.ValueText));
    }

    private bool IsSignal(ISymbol? symbol, IdentifierNameSyntax name) => symbol switch
    {
        ILocalSymbol local => !IsWithinWork(local) && (IsOfThreading(local.Type) || IsTold(name, "Async")),
        IParameterSymbol parameter => IsOfThreading(parameter.Type),
        IFieldSymbol field => IsOfThreading(field.Type) || IsTold(name),
        IPropertySymbol property => IsOfThreading(property.Type) || IsTold(name),
        _ => false,
    };

    private bool IsWithinWork(ILocalSymbol local) => local.DeclaringSyntaxReferences.Any(declaration => work.Function.Span.Contains(declaration.Span));

    private static bool IsOfThreading(ITypeSymbol type) => type switch
    {
        IArrayTypeSymbol array => IsOfThreading(array.ElementType),
        INamedTypeSymbol named => (IsThreading(named.ContainingNamespace) && !type.Is("System.Threading.CancellationToken")) ||
            named.Is("System.Collections.Concurrent.BlockingCollection`1") || named.TypeArguments.Any(IsOfThreading),
        _ => false,
    };

    private static bool IsThreading(INamespaceSymbol? space) => space?.ToDisplayString() is "System.Threading" or "System.Threading.Tasks" or "System.Threading.Channels" or "System.IO.Pipelines";

    // It, or a part of it, is set, or given by reference, or a method is called that says so. What else a service of the class is asked for is no signal.
    private static bool IsTold(IdentifierNameSyntax name, string ending = "")
    {
        var value = name.Parent is MemberAccessExpressionSyntax { Expression: ThisExpressionSyntax } own ? (ExpressionSyntax)own : name;
        while (value.Parent is MemberAccessExpressionSyntax or ElementAccessExpressionSyntax && value.Parent.ChildNodes().First() == value)
        {
            value = (ExpressionSyntax)value.Parent;
        }

        return value.Parent switch
        {
            AssignmentExpressionSyntax assignment => assignment.Left == value,
            PostfixUnaryExpressionSyntax => true,
            PrefixUnaryExpressionSyntax change => change.Kind() is SyntaxKind.PreIncrementExpression or SyntaxKind.PreDecrementExpression,
            ArgumentSyntax argument => argument.RefKindKeyword.IsKind(SyntaxKind.RefKeyword),
            InvocationExpressionSyntax when value is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var method } =>
                Verbs.Contains(ending.Length > 0 && method.EndsWith(ending, StringComparison.Ordinal) ? method.Substring(0, method.Length - ending.Length) : method),
            _ => false,
        };
    }

    // What stands behind a dot is of something else, unless that is the object itself.
    private static IEnumerable<IdentifierNameSyntax> NamesIn(SyntaxNode node) => node
        .DescendantNodesAndSelf()
        .OfType<IdentifierNameSyntax>()
        .Where(name => !(name.Parent is MemberAccessExpressionSyntax { Expression: not ThisExpressionSyntax } access && access.Name == name));
}
