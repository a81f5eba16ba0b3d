using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp.Syntax;

namespace Runnel.Analyzers.Streams;

/// <summary>A part that a lambda has picked before it comes to a switch, or that is handed on besides: the switch need not be all that is done with it.</summary>
internal static class SharedPart
{
    /// <summary>Whether a switch is over such a part.</summary>
    public static bool IsOf(SyntaxNode node)
    {
        if (SwitchSyntax.ValueOf(node) is not IdentifierNameSyntax { Identifier.ValueText: var variable })
        {
            return false;
        }

        var scope = node.Ancestors().First(ancestor =>
            ancestor is MemberDeclarationSyntax or AnonymousFunctionExpressionSyntax or LocalFunctionStatementSyntax or CompilationUnitSyntax ||
            (ancestor is ForEachStatementSyntax loop && loop.Identifier.ValueText == variable));
        return node.Ancestors().OfType<ForEachStatementSyntax>().Any(loop => loop.Identifier.ValueText == variable && IsFiltered(loop.Expression, loop)) ||
            scope.DescendantNodes(inner => inner != node).OfType<IdentifierNameSyntax>().Any(name => name.Identifier.ValueText == variable && IsHandedOn(name));
    }

    // There, or in the variable that the loop is over.
    private static bool IsFiltered(ExpressionSyntax source, SyntaxNode node) =>
        source.DescendantNodesAndSelf().OfType<InvocationExpressionSyntax>().Any(call => call.ArgumentList.Arguments.Any(argument => argument.Expression is LambdaExpressionSyntax)) ||
        (source is IdentifierNameSyntax { Identifier.ValueText: var name } && node.Ancestors()
            .OfType<BlockSyntax>()
            .SelectMany(block => block.Statements)
            .OfType<LocalDeclarationStatementSyntax>()
            .SelectMany(local => local.Declaration.Variables)
            .Any(variable => variable.Identifier.ValueText == name && variable.Initializer?.Value is InvocationExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Where" or "TakeWhile" or "SkipWhile" } }));

    private static bool IsHandedOn(IdentifierNameSyntax part) => part.Parent switch
    {
        ArgumentSyntax argument when argument.Ancestors().TakeWhile(node => node is not StatementSyntax).OfType<InvocationExpressionSyntax>().Any(IsOnlyForPeople) => false,
        ArgumentSyntax or ReturnStatementSyntax or YieldStatementSyntax or ArrowExpressionClauseSyntax => true,
        AssignmentExpressionSyntax assignment => assignment.Right == part,
        _ => false,
    };

    // To write down that there is a part, or to see that there is one, is not to handle it.
    private static bool IsOnlyForPeople(InvocationExpressionSyntax call)
    {
        var name = call.Expression switch
        {
            MemberAccessExpressionSyntax access => access.Name.Identifier.ValueText,
            MemberBindingExpressionSyntax binding => binding.Name.Identifier.ValueText,
            IdentifierNameSyntax { Identifier.ValueText: "nameof" } => "nameof",
            _ => "",
        };
        return name is "Write" or "WriteLine" or "WriteLineAsync" or "ThrowIfNull" or "nameof" || name.StartsWith("Log", StringComparison.Ordinal);
    }
}
