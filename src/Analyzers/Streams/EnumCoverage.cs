using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Runnel.Analyzers.Streams;

/// <summary>
/// A case that several arms take together: each for some of the named values of one enum member, such as the reason of a stream's end.
/// </summary>
internal static class EnumCoverage
{
    public static bool Covers(ITypeSymbol type, IEnumerable<IPatternOperation> alternatives)
    {
        var named = new Dictionary<ISymbol, HashSet<object>>(SymbolEqualityComparer.Default);
        foreach (var pattern in alternatives.OfType<IRecursivePatternOperation>())
        {
            if (!SymbolEqualityComparer.Default.Equals(pattern.MatchedType, type) || OnlyRefutable(pattern) is not ({ Type: INamedTypeSymbol @enum } member, { } constants) || IsFlags(@enum))
            {
                continue;
            }

            if (!named.TryGetValue(member, out var values))
            {
                named.Add(member, values = []);
            }

            values.UnionWith(ConstantsOf(constants));
            if (@enum.GetMembers().OfType<IFieldSymbol>().Where(field => field.HasConstantValue).All(field => values.Contains(field.ConstantValue!)))
            {
                return true;
            }
        }

        return false;
    }

    // Values of flags are combined.
    private static bool IsFlags(INamedTypeSymbol @enum) => @enum.GetAttributes().Any(attribute => attribute.AttributeClass is { Name: nameof(FlagsAttribute) });

    // The one enum member that the pattern asks a value of, if it asks nothing else.
    private static (IPropertySymbol Member, IPatternOperation Pattern)? OnlyRefutable(IRecursivePatternOperation pattern)
    {
        var asked = MemberPattern.Of(pattern).Where(part => !part.TakesAll).ToList();
        return asked is [{ Member: { Type.TypeKind: TypeKind.Enum } member, Pattern: { } constants }] ? (member, constants) : null;
    }

    private static IEnumerable<object> ConstantsOf(IPatternOperation pattern) => pattern switch
    {
        IConstantPatternOperation { Value.ConstantValue: { HasValue: true, Value: { } value } } => [value],
        IBinaryPatternOperation { OperatorKind: BinaryOperatorKind.Or } either => ConstantsOf(either.LeftPattern).Concat(ConstantsOf(either.RightPattern)),
        _ => [],
    };
}
