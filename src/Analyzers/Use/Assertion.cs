using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Use;

/// <summary>A test's assertion of a value, which is a look at success; and so is the one thing that an element without a value can be asked.</summary>
internal static class Assertion
{
    private static readonly string[] Classes = ["Assert", "ClassicAssert", "Verify"];

    /// <summary>Whether a value is asserted by the statement that it stands in.</summary>
    public static bool IsOf(ExpressionSyntax value, SemanticModel model, CancellationToken cancellationToken)
    {
        if (value.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var next } && (next == "ValueKind" || next.StartsWith("Should", StringComparison.Ordinal)))
        {
            return true;
        }

        return value.Ancestors().TakeWhile(node => node is not (StatementSyntax or MemberDeclarationSyntax)).OfType<InvocationExpressionSyntax>().Any(call => call.Expression switch
        {
            IdentifierNameSyntax { Identifier.ValueText: "nameof" } => true,
            SimpleNameSyntax imported => model.GetSymbolInfo(imported, cancellationToken).Symbol is { IsStatic: true, ContainingType.Name: var name } && Classes.Contains(name),
            MemberAccessExpressionSyntax { Expression: SimpleNameSyntax { Identifier.ValueText: var name } } => Classes.Contains(name),
            MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: var name } } => Classes.Contains(name),
            _ => false,
        });
    }
}
