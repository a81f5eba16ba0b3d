using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Diagnostics;
using Runnel.Analyzers.Rules;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Use;

/// <summary>
/// Reports a type that runs carry as JSON, that is declared here, and that no context here covers, where JSON contracts come from contexts alone. A library may leave
/// its public types to the context of the app.
/// </summary>
[DiagnosticAnalyzer(LanguageNames.CSharp)]
public sealed class JsonContextAnalyzer : DiagnosticAnalyzer
{
    /// <summary>The property of a diagnostic that holds the type.</summary>
    internal const string TypeProperty = "Type";

    /// <summary>The property of a diagnostic that holds the context that the type may be added to.</summary>
    internal const string ContextProperty = "Context";

    /// <inheritdoc/>
    public override ImmutableArray<DiagnosticDescriptor> SupportedDiagnostics { get; } = [GeneratorRules.TypeIsNotInJsonContext];

    /// <inheritdoc/>
    public override void Initialize(AnalysisContext context)
    {
        context.ConfigureGeneratedCodeAnalysis(GeneratedCodeAnalysisFlags.None);
        context.EnableConcurrentExecution();
        context.RegisterCompilationStartAction(static compilation =>
        {
            if (!BuildProperties.NeedsJsonContexts(compilation.Options))
            {
                return;
            }

            var assembly = compilation.Compilation.Assembly;
            var contexts = new Lazy<JsonContexts>(() => JsonContexts.Of(assembly));
            compilation.RegisterSymbolAction(symbol => Analyze(symbol, contexts), SymbolKind.NamedType);
        });
    }

    private static void Analyze(SymbolAnalysisContext context, Lazy<JsonContexts> contexts)
    {
        var assembly = context.Compilation.Assembly;
        foreach (var (type, location) in CarriedTypes.Of((INamedTypeSymbol)context.Symbol))
        {
            if (location is { SourceTree: { } tree } && context.Compilation.ContainsSyntaxTree(tree) && IsUsers(type, assembly) && !contexts.Value.Covers(type))
            {
                var first = contexts.Value.First;
                if (first is null && IsForOthers(type, context.Compilation))
                {
                    continue;
                }

                context.ReportDiagnostic(Diagnostic.Create(
                    GeneratorRules.TypeIsNotInJsonContext,
                    location,
                    Properties(type, first),
                    type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat),
                    first is null ? "a context of this project, and pass that to AddJson" : $"'{first.Name}'"));
            }
        }
    }

    private static ImmutableDictionary<string, string?> Properties(ITypeSymbol type, INamedTypeSymbol? context)
    {
        var properties = ImmutableDictionary<string, string?>.Empty.Add(TypeProperty, type.WithNullableAnnotation(NullableAnnotation.None).ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
        return context is null ? properties : properties.Add(ContextProperty, context.ToDisplayString(SymbolDisplayFormat.FullyQualifiedFormat));
    }

    // Runnel knows the JSON of what it declares and generates. What only its own class can name no context can cover.
    private static bool IsUsers(ITypeSymbol type, IAssemblySymbol assembly) =>
        TypeReader.Find(type, part => IsDeclaredIn(part, assembly)) is not null &&
        TypeReader.Find(type, part => GeneratedNames.IsEmitted(part) || part.TypeKind is TypeKind.TypeParameter or TypeKind.Error ||
            (part.IsWithin("Runnel") && !IsDeclaredIn(part, assembly)) ||
            part.DeclaredAccessibility is Accessibility.Private or Accessibility.Protected or Accessibility.ProtectedAndInternal) is null;

    // A library without a context leaves it to that of the app; what only the library can name, no app's context can.
    private static bool IsForOthers(ITypeSymbol type, Compilation compilation) =>
        compilation.Options.OutputKind == OutputKind.DynamicallyLinkedLibrary && TypeReader.IsPublic(type);

    private static bool IsDeclaredIn(ITypeSymbol type, IAssemblySymbol assembly) =>
        type is INamedTypeSymbol && SymbolEqualityComparer.Default.Equals(type.ContainingAssembly, assembly);
}
