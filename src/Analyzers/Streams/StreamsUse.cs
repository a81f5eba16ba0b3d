using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.CSharp;
using Microsoft.CodeAnalysis.CSharp.Syntax;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// What a method that runs a task does with its streams, as far as its text shows: it names streams of the record, or does
/// something else with the record, after which anyone may write to any of them.
/// </summary>
internal sealed class StreamsUse
{
    private StreamsUse(IParameterSymbol parameter, INamedTypeSymbol record, MethodDeclarationSyntax method)
    {
        Parameter = parameter;
        Record = record;
        Task = parameter.ContainingSymbol is IMethodSymbol { IsStatic: false, DeclaredAccessibility: Accessibility.Public } && parameter.ContainingType.AttributeOfTask() is not null
            ? parameter.ContainingType
            : null;
        IsUnwritten = OnlyThrows(method);
        Read(method, [.. StreamsOf(record).Select(stream => stream.Name)]);
    }

    public IParameterSymbol Parameter { get; }

    /// <summary>The [Streams] record.</summary>
    public INamedTypeSymbol Record { get; }

    /// <summary>The task that is run; null where the method is another of its methods, or of another class, from which a task may inherit it.</summary>
    public INamedTypeSymbol? Task { get; }

    /// <summary>The streams that are named.</summary>
    public HashSet<string> Named { get; } = new(StringComparer.Ordinal);

    /// <summary>Whether the record is used as a whole.</summary>
    public bool Escapes { get; private set; }

    /// <summary>Whether neither it nor a stream of it is used.</summary>
    public bool IsIgnored => !Escapes && Named.Count == 0;

    /// <summary>Whether the task itself is not written yet.</summary>
    public bool IsUnwritten { get; }

    public static StreamsUse? Of(MethodDeclarationSyntax method, SemanticModel model, CancellationToken cancellationToken)
    {
        if (method.Identifier.ValueText is not ("Run" or "RunAsync") || method.ParameterList.Parameters.Count == 0 ||
            (method.Body is null && method.ExpressionBody is null))
        {
            return null;
        }

        var parameter = model.GetDeclaredSymbol(method, cancellationToken)?.Parameters.FirstOrDefault(IsStreams);
        return parameter is null ? null : new StreamsUse(parameter, (INamedTypeSymbol)parameter.Type.OriginalDefinition, method);
    }

    public static IEnumerable<IParameterSymbol> StreamsOf(INamedTypeSymbol record) =>
        StreamsParser.PositionalConstructor(record)?.Parameters.Where(parameter => parameter.Type.Is("Runnel.TaskStream`1")) ?? [];

    public static bool IsStreams(IParameterSymbol parameter) => parameter.Type.IsRecord && parameter.Type.Attribute(KnownTypes.StreamsAttribute) is not null;

    private void Read(MethodDeclarationSyntax method, HashSet<string> streams)
    {
        foreach (var name in ((SyntaxNode?)method.Body ?? method.ExpressionBody)!.DescendantNodes().OfType<IdentifierNameSyntax>())
        {
            if (name.Identifier.ValueText != Parameter.Name)
            {
                continue;
            }

            if (name.Parent is MemberAccessExpressionSyntax access && access.Expression == name && streams.Contains(access.Name.Identifier.ValueText))
            {
                Named.Add(access.Name.Identifier.ValueText);
            }
            else
            {
                Escapes = true;
            }
        }
    }

    private static bool OnlyThrows(MethodDeclarationSyntax method) =>
        method.ExpressionBody is { Expression: ThrowExpressionSyntax } || method.Body is { Statements: [ThrowStatementSyntax] };
}
