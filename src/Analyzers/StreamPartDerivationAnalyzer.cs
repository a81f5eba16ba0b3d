using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers;

/// <summary>
/// Reports a record that derives from a generated union. Other assemblies cannot; within the assembly the language leaves
/// the copy constructor open.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class StreamPartDerivationAnalyzer : DiagnosticAnalyzer
{
    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [StreamPartRules.StreamPartIsDerivedFrom];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterSyntaxNodeAction(Analyze, SyntaxKind.SimpleBaseType, SyntaxKind.PrimaryConstructorBaseType);
    }

    private static void Analyze(SyntaxNodeAnalysisContext context)
    {
        var syntax = (BaseTypeSyntax)context.Node;
        if (syntax is { Parent.Parent: RecordDeclarationSyntax record } &&
            context.SemanticModel.GetTypeInfo(syntax.Type, context.CancellationToken).Type is { TypeKind: TypeKind.Class } union &&
            union.Attribute(KnownTypes.GeneratedStreamPartAttribute) is not null)
        {
            context.ReportDiagnostic(Diagnostic.Create(
                StreamPartRules.StreamPartIsDerivedFrom, syntax.Type.GetLocation(), record.Identifier.ValueText, union.ToDisplayString()));
        }
    }
}
