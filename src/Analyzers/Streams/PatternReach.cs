using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Runnel.Analyzers.Streams;

/// <summary>Which types a pattern is about. One that asks for more than a type is about it all the same: whoever wrote it knows of the type.</summary>
internal static class PatternReach
{
    /// <summary>Whether a pattern can match a value of a type, or excludes it by name.</summary>
    public static bool Reaches(this IPatternOperation pattern, ITypeSymbol type, Compilation compilation) => pattern switch
    {
        IDiscardPatternOperation => true,
        IDeclarationPatternOperation { MatchesNull: true } => true,
        IDeclarationPatternOperation { MatchedType: { } matched } => IsA(type, matched, compilation),
        ITypePatternOperation typed => IsA(type, typed.MatchedType, compilation),
        IRecursivePatternOperation recursive => IsA(type, recursive.MatchedType, compilation),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both =>
            both.LeftPattern.Reaches(type, compilation) && both.RightPattern.Reaches(type, compilation),
        IBinaryPatternOperation either => either.LeftPattern.Reaches(type, compilation) || either.RightPattern.Reaches(type, compilation),

        // It takes all but what it names, and that it names.
        INegatedPatternOperation => true,
        IConstantPatternOperation or IRelationalPatternOperation or IListPatternOperation => false,

        // What does not compile may be about anything.
        _ => true,
    };

    private static bool IsA(ITypeSymbol type, ITypeSymbol matched, Compilation compilation) =>
        SymbolEqualityComparer.Default.Equals(type, matched) ||
        compilation.ClassifyCommonConversion(type, matched) is { IsImplicit: true, IsReference: true } or { IsIdentity: true };
}
