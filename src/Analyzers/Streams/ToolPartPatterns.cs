using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>The patterns of a switch on what models and tools stream, taken out of the stream parts that carry it.</summary>
internal static class ToolPartPatterns
{
    private const string ChunkMember = "Chunk";
    private const string TextStreamPart = "Runnel.ITextStreamPart`1";

    /// <summary>For each stream of such parts that the switch is over, the patterns on them; none where an arm takes all of them.</summary>
    public static IEnumerable<IReadOnlyList<IPatternOperation>> Of(PartSwitch parts)
    {
        if (StreamPartUnion.Of(parts.Value.Type) is not { } union)
        {
            return IsTextStreamPart(parts.Value.Type) ? [[.. parts.Arms.Select(arm => arm.Pattern)]] : [];
        }

        return from stream in union.Streams
               where stream.GetMembers(ChunkMember).OfType<IPropertySymbol>().Any(chunk => IsTextStreamPart(chunk.Type))
               let patterns = parts.Arms.SelectMany(arm => OnChunk(arm.Pattern, stream)).ToList()
               where !patterns.Contains(null)
               select (IReadOnlyList<IPatternOperation>)[.. patterns.OfType<IPatternOperation>()];
    }

    /// <summary>The types that a pattern names.</summary>
    public static IEnumerable<INamedTypeSymbol> TypesIn(IPatternOperation pattern) => pattern switch
    {
        IDeclarationPatternOperation { MatchedType: INamedTypeSymbol type } => [type],
        ITypePatternOperation { MatchedType: INamedTypeSymbol type } => [type],
        IRecursivePatternOperation { MatchedType: INamedTypeSymbol type } => [type],
        IBinaryPatternOperation binary => TypesIn(binary.LeftPattern).Concat(TypesIn(binary.RightPattern)),
        _ => [],
    };

    // Null stands for all chunks. A pattern that is about other cases has none.
    private static IEnumerable<IPatternOperation?> OnChunk(IPatternOperation pattern, INamedTypeSymbol stream) => pattern switch
    {
        IRecursivePatternOperation recursive when SymbolEqualityComparer.Default.Equals(recursive.MatchedType, stream) =>
            [MemberPattern.Of(recursive).Where(member => member.Member?.Name == ChunkMember).Select(member => member.Pattern).FirstOrDefault()],
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => OnChunk(either.LeftPattern, stream).Concat(OnChunk(either.RightPattern, stream)),
        IConstantPatternOperation => [],
        IDeclarationPatternOperation { MatchesNull: false } or ITypePatternOperation or IRecursivePatternOperation =>
            TypesIn(pattern).Any(type => type.BaseType is { } union && SymbolEqualityComparer.Default.Equals(union, stream.BaseType) && !SymbolEqualityComparer.Default.Equals(type, stream)) ? [] : [null],
        _ => [null],
    };

    private static bool IsTextStreamPart(ITypeSymbol? type) => type is not null && (type.Is(TextStreamPart) || type.AllInterfaces.Any(part => part.Is(TextStreamPart)));
}
