using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Use;

/// <summary>
/// What is asked of a value without taking it for a result: a test's assertion, which is a look at success, the one thing that an element without a
/// value can be asked, and its name.
/// </summary>
internal static class Assertion
{
    private static readonly string[] Classes = ["Assert", "ClassicAssert", "Check", "Verify", "Verifier"];

    /// <summary>Whether that is all that the statement does with the value that stands in it.</summary>
    public static bool IsOf(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        if (value.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: "ValueKind" })
        {
            return true;
        }

        return value.Ancestors().TakeWhile(node => node is not (StatementSyntax or MemberDeclarationSyntax)).OfType<InvocationExpressionSyntax>().Any(call => call.Expression switch
        {
            IdentifierNameSyntax { Identifier.ValueText: "nameof" } => true,
            MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } when name.StartsWith("Should", StringComparison.Ordinal) => true,
            SimpleNameSyntax imported => model.GetSymbolInfo(imported, cancellationToken).Symbol is { IsStatic: true, ContainingType.Name: var name } && Classes.Contains(name),
            MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: var name } } => Classes.Contains(name),
            MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } => Classes.Contains(name),
            _ => false,
        });
    }
}
