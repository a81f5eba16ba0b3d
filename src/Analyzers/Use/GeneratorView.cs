using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use;

/// <summary>
/// A program as other generators see it: without what ours adds. Rather than to guess what they cannot infer then, it is tried. Made once, and only where a
/// handler asks.
/// </summary>
/// <param name="compilation">The program with all that is generated.</param>
internal sealed class GeneratorView(Compilation compilation)
{
    private readonly Lazy<Compilation> view = new(() => compilation.RemoveSyntaxTrees(compilation.SyntaxTrees.Where(GeneratorOutput.IsOurs)));

    /// <summary>Whether the compiler, without our code, cannot tell what a lambda returns.</summary>
    public bool IsUnknown(LambdaExpressionSyntax lambda, CancellationToken cancellationToken) =>
        ReturnTypeOf(lambda, cancellationToken) is not { } type || TypeReader.Find(type, part => part.TypeKind == TypeKind.Error) is not null;

#pragma warning disable RS1030 // The model of the analysis is of the program as it is compiled; this is of another.
    private ITypeSymbol? ReturnTypeOf(LambdaExpressionSyntax lambda, CancellationToken cancellationToken) =>
        (view.Value.GetSemanticModel(lambda.SyntaxTree).GetSymbolInfo(lambda, cancellationToken).Symbol as IMethodSymbol)?.ReturnType;
#pragma warning restore RS1030
}
