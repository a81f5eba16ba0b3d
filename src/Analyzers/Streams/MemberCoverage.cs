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
        var values = new HashSet<object>(patterns.SelectMany(part => ConstantsOf(part.Pattern)));
        return patterns.Any(part => PatternCoverage.Takes(part.Pattern, bare) || IsAllBut(part.Pattern, values)) || IsEnumOf(bare, values);
    }

    private static bool IsAllBut(IPatternOperation pattern, HashSet<object> values) =>
        pattern is INegatedPatternOperation { Pattern: var excluded } && ConstantsOf(excluded).ToList() is { Count: > 0 } constants && constants.All(values.Contains);

    // Values of flags are combined.
    private static bool IsEnumOf(ITypeSymbol type, HashSet<object> values) =>
        type.TypeKind == TypeKind.Enum &&
        !type.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: nameof(FlagsAttribute) }) &&
        type.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).All(field => values.Contains(field.ConstantValue!));

    private static IEnumerable<object> ConstantsOf(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } value } } => [value],
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => ConstantsOf(either.LeftPattern).Concat(ConstantsOf(either.RightPattern)),
        _ => [],
    };
}
