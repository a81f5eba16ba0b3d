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
            IsLookedAt(access) ||
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

    // A test's assertion is a look at success, and so is the one thing that an element without a value can be asked.
    private static bool IsLookedAt(MemberAccessExpressionSyntax access)
    {
        if (access.Parent is MemberAccessExpressionSyntax { Name.Identifier.ValueText: var next } && (next == "ValueKind" || next.StartsWith("Should", StringComparison.Ordinal)))
        {
            return true;
        }

        foreach (var node in access.Ancestors().TakeWhile(node => node is not (StatementSyntax or MemberDeclarationSyntax)))
        {
            if (node is InvocationExpressionSyntax { Expression: var callee } &&
                callee is IdentifierNameSyntax { Identifier.ValueText: "nameof" }
                    or MemberAccessExpressionSyntax { Expression: IdentifierNameSyntax { Identifier.ValueText: "Assert" or "ClassicAssert" or "Verify" } }
                    or MemberAccessExpressionSyntax { Expression: MemberAccessExpressionSyntax { Name.Identifier.ValueText: "Assert" or "ClassicAssert" or "Verify" } })
            {
                return true;
            }
        }

        return false;
    }
}
