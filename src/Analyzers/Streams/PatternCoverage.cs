using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Runnel.Analyzers.Streams;

/// <summary>Which cases of a union the arms of a switch take whatever they hold.</summary>
/// <param name="arms">The arms.</param>
internal sealed class PatternCoverage(IEnumerable<PartSwitch.Arm> arms)
{
    // What stands on either side of "or" is as good as two arms.
    private readonly List<IPatternOperation> alternatives = [.. arms.Where(arm => !arm.HasGuard).SelectMany(arm => AlternativesOf(arm.Pattern))];

    /// <summary>Whether every value of a type is taken by an arm; by several that share out what a member can be, too.</summary>
    public bool Covers(ITypeSymbol type) => alternatives.Any(pattern => Takes(pattern, type)) || MemberCoverage.Covers(type, alternatives);

    /// <summary>Whether null is taken.</summary>
    public bool CoversNull => alternatives.Any(TakesNull);

    /// <summary>Whether a pattern matches all that a value of the type, which is not null, can be.</summary>
    public static bool Takes(IPatternOperation pattern, ITypeSymbol type) => pattern switch
    {
        IDiscardPatternOperation => true,
        IDeclarationPatternOperation { MatchesNull: true } => true,
        IDeclarationPatternOperation { MatchedType: { } matched } => IsA(type, matched),
        ITypePatternOperation typed => IsA(type, typed.MatchedType),
        IRecursivePatternOperation recursive => IsA(type, recursive.MatchedType) && MemberPattern.Of(recursive).All(member => member.TakesAll),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => Takes(both.LeftPattern, type) && Takes(both.RightPattern, type),
        IBinaryPatternOperation either => Takes(either.LeftPattern, type) || Takes(either.RightPattern, type),
        INegatedPatternOperation negated => !MayMatch(negated.Pattern, type),
        _ => false,
    };

    /// <summary>Whether a pattern matches null.</summary>
    public static bool TakesNull(IPatternOperation pattern) => pattern switch
    {
        IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } => true,
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => true,
        INegatedPatternOperation negated => !TakesNull(negated.Pattern),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => TakesNull(both.LeftPattern) && TakesNull(both.RightPattern),
        IBinaryPatternOperation either => TakesNull(either.LeftPattern) || TakesNull(either.RightPattern),
        _ => false,
    };

    // Only what certainly is of another type does not match.
    private static bool MayMatch(IPatternOperation pattern, ITypeSymbol type) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: null } } => false,
        IDeclarationPatternOperation { MatchesNull: false, MatchedType: { } matched } => MayBe(type, matched),
        ITypePatternOperation typed => MayBe(type, typed.MatchedType),
        IRecursivePatternOperation recursive => MayBe(type, recursive.MatchedType),
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.And } both => MayMatch(both.LeftPattern, type) && MayMatch(both.RightPattern, type),
        IBinaryPatternOperation either => MayMatch(either.LeftPattern, type) || MayMatch(either.RightPattern, type),
        _ => true,
    };

    private static IEnumerable<IPatternOperation> AlternativesOf(IPatternOperation pattern) =>
        pattern is IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either
            ? AlternativesOf(either.LeftPattern).Concat(AlternativesOf(either.RightPattern))
            : [pattern];

    // What is sealed is what it is, but for variance; of anything else there may be a type that is both.
    private static bool MayBe(ITypeSymbol type, ITypeSymbol matched) =>
        !(type.IsSealed || type.IsValueType) || matched is not INamedTypeSymbol { Arity: 0 } || IsA(type, matched);

    private static bool IsA(ITypeSymbol type, ITypeSymbol matched)
    {
        for (var current = type; current is not null; current = current.BaseType)
        {
            if (SymbolEqualityComparer.Default.Equals(current, matched))
            {
                return true;
            }
        }

        return type.AllInterfaces.Contains(matched, SymbolEqualityComparer.Default);
    }
}
