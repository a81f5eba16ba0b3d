using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;

namespace Runnel.Analyzers.Use;

/// <summary>
/// Reports an output of a value type that is read where nothing looks at success: of a run that failed it is a zero that looks like a result. Of a reference
/// type it is null, which the compiler warns of.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class UncheckedOutputAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [ResultRules.OutputIsReadUnchecked];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.SimpleMemberAccessExpression);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var access = (MemberAccessExpressionSyntax)context.Node;
        if (access.Name.Identifier.ValueText != ResultSource.Output ||
            ResultSource.Of(access.Expression) is not { } call ||
            IsAsserted(access, context) ||
            RunCall.OutputOf(context.SemanticModel.GetSymbolInfo(access, context.CancellationToken).Symbol) is not { IsValueType: true, TypeKind: not TypeKind.TypeParameter } output ||
            output.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T ||
            !RunCall.GivesResult(call, context.SemanticModel, context.CancellationToken))
        {
            return;
        }

        context.ReportDiagnostic(Diagnostic.Create(ResultRules.OutputIsReadUnchecked, access.Name.GetLocation(), DefaultOf(output)));
    }

    private static string DefaultOf(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Boolean } => "false",
        { SpecialType: >= SpecialType.System_SByte and <= SpecialType.System_Double } => "0",
        _ => $"default({type.ToDisplayString(SymbolDisplayFormat.MinimallyQualifiedFormat)})",
    };

    // There, or in the variable that it is kept in.
    private static bool IsAsserted(MemberAccessExpressionSyntax access, SyntaxNodeAnalysisContext context)
    {
        if (access.Ancestors().TakeWhile(node => node is not StatementSyntax).OfType<VariableDeclaratorSyntax>().LastOrDefault() is { Identifier.ValueText: var name } variable &&
            variable.FirstAncestorOrSelf<BlockSyntax>() is { } block)
        {
            return block.DescendantNodes().OfType<IdentifierNameSyntax>().Any(use => use.Identifier.ValueText == name && Assertion.IsOf(use, context.SemanticModel, context.CancellationToken));
        }

        return Assertion.IsOf(access, context.SemanticModel, context.CancellationToken);
    }
}
