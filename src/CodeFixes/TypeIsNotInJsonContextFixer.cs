using System.Collections.Immutable;
using System.Composition;
using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CodeActions;
using Microsoft.CodeAnalysis.CodeFixes;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Analyzers.Rules;
using Runnel.Analyzers.Use;

namespace Runnel.CodeFixes;

/// <summary>Adds a type to the first context of the project.</summary>
[ExportCodeFixProvider(LanguageNames.CSharp), Shared]
public sealed class TypeIsNotInJsonContextFixer : CodeFixProvider
{
    private const string Attribute = "JsonSerializable";

    /// <inheritdoc/>
    public override ImmutableArray<string> FixableDiagnosticIds { get; } = [GeneratorRules.TypeIsNotInJsonContext.Id];

    /// <inheritdoc/>
    public override FixAllProvider GetFixAllProvider() => new ProjectFixAll("Add to the JsonSerializerContext", AddAsync);

    /// <inheritdoc/>
    public override Task RegisterCodeFixesAsync(CodeFixContext context)
    {
        foreach (var diagnostic in context.Diagnostics)
        {
            if (diagnostic.Properties.ContainsKey(JsonContextAnalyzer.ContextProperty))
            {
                context.RegisterCodeFix(
                    CodeAction.Create(
                        "Add to the JsonSerializerContext",
                        cancellationToken => AddAsync(context.Document.Project, [diagnostic], cancellationToken),
                        equivalenceKey: nameof(GeneratorRules.TypeIsNotInJsonContext)),
                    diagnostic);
            }
        }

        return Task.CompletedTask;
    }

    private static async Task<Solution> AddAsync(Project project, ImmutableArray<Diagnostic> diagnostics, CancellationToken cancellationToken)
    {
        var solution = project.Solution;
        var names = diagnostics
            .Where(diagnostic => diagnostic.Properties.ContainsKey(JsonContextAnalyzer.ContextProperty))
            .Select(diagnostic => diagnostic.Properties[JsonContextAnalyzer.TypeProperty]!)
            .Distinct(StringComparer.Ordinal)
            .OrderBy(name => name, StringComparer.Ordinal)
            .ToList();
        if (names.Count == 0 ||
            await project.GetCompilationAsync(cancellationToken).ConfigureAwait(false) is not { } compilation ||
            JsonContexts.Of(compilation.Assembly).First is not { } context ||
            DeclarationOf(context, project, cancellationToken) is not { } declaration ||
            solution.GetDocument(declaration.SyntaxTree) is not { } document)
        {
            return solution;
        }

        var model = compilation.GetSemanticModel(declaration.SyntaxTree);
        var changed = WithTypes(declaration, names.Select(name => Minimal(name, declaration.SpanStart, model)));
        var root = await declaration.SyntaxTree.GetRootAsync(cancellationToken).ConfigureAwait(false);
        return document.WithSyntaxRoot(root.ReplaceNode(declaration, changed)).Project.Solution;
    }

    // Of several parts that which has such attributes; never a generated one.
    private static TypeDeclarationSyntax? DeclarationOf(INamedTypeSymbol context, Project project, CancellationToken cancellationToken) => context.DeclaringSyntaxReferences
        .Where(reference => project.GetDocument(reference.SyntaxTree) is not (null or SourceGeneratedDocument))
        .Select(reference => reference.GetSyntax(cancellationToken))
        .OfType<TypeDeclarationSyntax>()
        .OrderByDescending(part => part.AttributeLists.Any(IsSerializable))
        .ThenByDescending(part => part.BaseList is not null)
        .FirstOrDefault();

    private static bool IsSerializable(AttributeListSyntax list) => list.Attributes.Any(attribute => attribute.Name.ToString().Contains(Attribute));

    private static string Minimal(string name, int position, SemanticModel model) =>
        model.GetSpeculativeTypeInfo(position, SyntaxFactory.ParseTypeName(name), SpeculativeBindingOption.BindAsTypeOrNamespace).Type is { TypeKind: not TypeKind.Error } type
            ? type.ToMinimalDisplayString(model, position, SymbolDisplayFormat.MinimallyQualifiedFormat)
            : name;

    private static TypeDeclarationSyntax WithTypes(TypeDeclarationSyntax declaration, IEnumerable<string> types)
    {
        var newline = declaration.SyntaxTree.GetRoot().DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } end ? end : SyntaxFactory.LineFeed;
        var head = declaration.GetLeadingTrivia();
        SyntaxTriviaList indentation = [.. head.Reverse().TakeWhile(trivia => trivia.IsKind(SyntaxKind.WhitespaceTrivia)).Take(1)];
        var name = (declaration.AttributeLists.SelectMany(list => list.Attributes).FirstOrDefault(attribute => attribute.Name.ToString().Contains(Attribute))?.Name ??
            SyntaxFactory.ParseName("System.Text.Json.Serialization." + Attribute)).WithoutTrivia();
        var added = types
            .Select(type => ((MemberDeclarationSyntax)SyntaxFactory.ParseMemberDeclaration($"[{name}(typeof({type}))] class C;")!).AttributeLists[0].WithoutTrivia().WithTrailingTrivia(newline))
            .ToList();

        // After the last of them; before what else there is.
        var position = declaration.AttributeLists.LastIndexOf(IsSerializable) + 1;
        var bare = declaration.WithLeadingTrivia(indentation);
        if (position > 0 && !bare.AttributeLists[position - 1].GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
        {
            added[added.Count - 1] = added[added.Count - 1].WithTrailingTrivia(bare.AttributeLists[position - 1].GetTrailingTrivia());
            bare = bare.WithAttributeLists(bare.AttributeLists.Replace(bare.AttributeLists[position - 1], bare.AttributeLists[position - 1].WithTrailingTrivia(newline)));
        }

        var lists = bare.AttributeLists.InsertRange(position, added.Select((list, number) => position + number == 0 ? list : list.WithLeadingTrivia(indentation)));
        bare = bare.WithAttributeLists(default);
        return bare.WithLeadingTrivia(position == 0 && declaration.AttributeLists.Count == 0 ? indentation : bare.GetLeadingTrivia()).WithAttributeLists(lists).WithLeadingTrivia(head);
    }
}
