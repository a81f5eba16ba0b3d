using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// Whether patterns that ask one member of a type, and nothing else, take all that the member can be: null and the rest, a value and all but that value,
/// each named value of an enum.
/// </summary>
internal static class MemberCoverage
{
    public static bool Covers(ITypeSymbol type, IEnumerable<IPatternOperation> alternatives)
    {
        var asked = new Dictionary<ISymbol, List<MemberPattern>>(SymbolEqualityComparer.Default);
        foreach (var pattern in alternatives.OfType<IRecursivePatternOperation>())
        {
            if (!SymbolEqualityComparer.Default.Equals(pattern.MatchedType, type) ||
                MemberPattern.Of(pattern).Where(part => !part.TakesAll).ToList() is not [{ Member: { } member } part])
            {
                continue;
            }

            if (!asked.TryGetValue(member, out var patterns))
            {
                asked.Add(member, patterns = []);
            }

            patterns.Add(part);
            if ((!part.MayBeNull || patterns.Any(each => PatternCoverage.TakesNull(each.Pattern))) && CoverValues(part.Type, patterns))
            {
                return true;
            }
        }

        return false;
    }

    private static bool CoverValues(ITypeSymbol type, IReadOnlyList<MemberPattern> patterns)
    {
        var bare = type is INamedTypeSymbol { OriginalDefinition.SpecialType: SpecialType.System_Nullable_T, TypeArguments: [var value] } ? value : type;
        var values = new HashSet<object>(patterns.SelectMany(part => ConstantsOf(part.Pattern, bare)));
        return patterns.Any(part => PatternCoverage.Takes(part.Pattern, bare) || IsAllBut(part.Pattern, bare, values)) || IsEnumOf(bare, values);
    }

    private static bool IsAllBut(IPatternOperation pattern, ITypeSymbol type, HashSet<object> values) =>
        pattern is INegatedPatternOperation { Pattern: var excluded } && ConstantsOf(excluded, type).ToList() is { Count: > 0 } constants && constants.All(values.Contains);

    // Values of flags are combined.
    private static bool IsEnumOf(ITypeSymbol type, HashSet<object> values) =>
        type.TypeKind == TypeKind.Enum &&
        !type.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: nameof(FlagsAttribute) }) &&
        type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).ToList() is { Count: > 0 } fields &&
        fields.All(field => values.Contains(field.ConstantValue!));

    // Of an object, the constants of an enum and of a number may be alike, and are not the same.
    private static IEnumerable<object> ConstantsOf(IPatternOperation pattern, ITypeSymbol type) => pattern switch
    {
        IConstantPatternOperation { Value: { ConstantValue: { HasValue: true, Value: { } value } } constant } when SymbolEqualityComparer.Default.Equals(constant.Type, type) => [value],
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => ConstantsOf(either.LeftPattern, type).Concat(ConstantsOf(either.RightPattern, type)),
        _ => [],
    };
}
