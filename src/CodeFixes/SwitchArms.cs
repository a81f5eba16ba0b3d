using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Microsoft.CodeAnalysis.Simplification;
using Microsoft.CodeAnalysis.Text;
using Runnel.Analyzers.Streams;
using Runnel.Generators.Parsing;

namespace Runnel.CodeFixes;

/// <summary>Adds arms for cases of a union to a switch. What they do is left to do: a statement's are empty, an expression's throw.</summary>
internal static class SwitchArms
{
    public static async Task<Document> AddAsync(Document document, TextSpan keyword, IReadOnlyList<string> cases, CancellationToken cancellationToken)
    {
        var root = await document.GetSyntaxRootAsync(cancellationToken).ConfigureAwait(false);
        var model = await document.GetSemanticModelAsync(cancellationToken).ConfigureAwait(false);
        if (root?.FindToken(keyword.Start).Parent is not { } node || model is null ||
            StreamPartUnion.Of(PartSwitch.Of(node, model, cancellationToken)?.Value.Type) is not { } union)
        {
            return document;
        }

        var qualifier = QualifierOf(node, model, union);
        var names = new UnusedNames(node);
        SyntaxNode changed = node is SwitchStatementSyntax statement
            ? AddTo(statement, [.. cases.Select(name => (name, Pattern(name, qualifier, names)))], Newline(root))
            : AddTo((SwitchExpressionSyntax)node, [.. cases.Select(name => Arm(Pattern(name, qualifier, names)))]);
        return document.WithSyntaxRoot(root.ReplaceNode(node, changed));
    }

    private static string Pattern(string name, string qualifier, UnusedNames names) => name == StreamPartUnion.StreamEndedCase
        ? $"{qualifier}{name} {names.Take("ended")}"
        : $"{qualifier}{Names.Escape(name)}(var {names.Take(Names.Camel(name))})";

    // Laid out by hand: a formatter would also lay out what is there, in its own line ends.
    private static SwitchStatementSyntax AddTo(SwitchStatementSyntax node, IReadOnlyList<(string Name, string Pattern)> cases, string newline)
    {
        var last = node.Sections.LastOrDefault();
        var indentation = IndentationOf(last?.GetLeadingTrivia() ?? node.GetLeadingTrivia());
        var inner = indentation + (indentation.IndexOf('\t') >= 0 ? "\t" : "    ");
        var text = string.Concat(cases.Select(part =>
        {
            var toDo = part.Name == StreamPartUnion.StreamEndedCase ? "See why the stream ended" : $"Handle the chunk of '{part.Name}'";
            return $"{indentation}case {part.Pattern}:{newline}{inner}// TODO: {toDo}.{newline}{inner}break;{newline}";
        }));
        var sections = ((SwitchStatementSyntax)SyntaxFactory.ParseStatement($"switch (0) {{{newline}{text}}}")).Sections;
        if (last is not null && !last.GetTrailingTrivia().Any(SyntaxKind.EndOfLineTrivia))
        {
            node = node.ReplaceNode(last, last.WithTrailingTrivia(SyntaxFactory.EndOfLine(newline)));
        }

        return node.AddSections([.. sections]);
    }

    private static SwitchExpressionArmSyntax Arm(string pattern)
    {
        var parsed = (SwitchExpressionSyntax)SyntaxFactory.ParseExpression($"0 switch {{ {pattern} => throw new global::System.NotImplementedException() }}");
        var arm = parsed.Arms[0].WithoutTrivia();
        var exception = arm.DescendantNodes().OfType<AliasQualifiedNameSyntax>().First().Parent!;
        return arm.ReplaceNode(exception, exception.WithAdditionalAnnotations(Simplifier.Annotation));
    }

    // The arms stand as the last one did: on lines of their own, or all on one.
    private static SwitchExpressionSyntax AddTo(SwitchExpressionSyntax node, IReadOnlyList<SwitchExpressionArmSyntax> arms)
    {
        var list = node.Arms.GetWithSeparators();
        var hasComma = list.Count > 0 && list.Last().IsToken;
        var last = list.Count > 0 ? list.Last() : default;
        var end = last.GetTrailingTrivia();
        var isOnItsOwnLine = end.Any(SyntaxKind.EndOfLineTrivia);
        var indentation = SyntaxFactory.TriviaList(SyntaxFactory.Whitespace(IndentationOf(node.Arms.LastOrDefault()?.GetLeadingTrivia() ?? default)));
        var newline = end.Where(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)).ToSyntaxTriviaList();
        var comma = SyntaxFactory.Token(SyntaxKind.CommaToken).WithTrailingTrivia(isOnItsOwnLine ? end : [SyntaxFactory.Space]);
        if (list.Count > 0 && !hasComma)
        {
            list = list.Replace(last, last.WithTrailingTrivia()).Add(comma);
        }

        for (var i = 0; i < arms.Count; i++)
        {
            var isLast = i == arms.Count - 1;
            list = list.Add(arms[i].WithLeadingTrivia(isOnItsOwnLine ? indentation : default).WithTrailingTrivia(isLast && !hasComma ? (isOnItsOwnLine ? newline : end) : default));
            if (!isLast || hasComma)
            {
                list = list.Add(comma.WithTrailingTrivia(isOnItsOwnLine ? newline : isLast ? end : comma.TrailingTrivia));
            }
        }

        return node.WithArms(SyntaxFactory.SeparatedList<SwitchExpressionArmSyntax>(list));
    }

    // Cases are named as the arms beside name them: through an alias, through the class, or alone.
    private static string QualifierOf(SyntaxNode node, SemanticModel model, StreamPartUnion union)
    {
        foreach (var name in SwitchSyntax.TypeNamesOf(node))
        {
            if (SymbolEqualityComparer.Default.Equals(TypeNames.Resolve(name, model)?.ContainingType, union.Type))
            {
                switch (name)
                {
                    case QualifiedNameSyntax qualified:
                        return qualified.Left.WithoutTrivia() + ".";
                    case MemberAccessExpressionSyntax access:
                        return access.Expression.WithoutTrivia() + ".";
                    case IdentifierNameSyntax when union.Cases.All(member => model.LookupNamespacesAndTypes(node.SpanStart, name: member.Name).Contains(member, SymbolEqualityComparer.Default)):
                        return "";
                }
            }
        }

        return union.Type.ToMinimalDisplayString(model, node.SpanStart) + ".";
    }

    private static string IndentationOf(SyntaxTriviaList trivia) =>
        trivia.LastOrDefault(part => part.IsKind(SyntaxKind.WhitespaceTrivia)) is { RawKind: not 0 } space ? space.ToString() : "";

    private static string Newline(SyntaxNode root) =>
        root.DescendantTrivia().FirstOrDefault(trivia => trivia.IsKind(SyntaxKind.EndOfLineTrivia)) is { RawKind: not 0 } end ? end.ToString() : "\n";
}
