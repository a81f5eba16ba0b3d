using Microsoft.CodeAnalysis;
using Microsoft.CodeAnalysis.Operations;

namespace Runnel.Analyzers.Streams;

/// <summary>What a pattern asks of one member of a case.</summary>
/// <param name="Type">The member's type as it is declared; what the pattern itself tells lacks whether null may be.</param>
/// <param name="Member">The member; null where it is not known.</param>
/// <param name="Pattern">The pattern.</param>
internal readonly record struct MemberPattern(ITypeSymbol Type, IPropertySymbol? Member, IPatternOperation Pattern)
{
    /// <summary>Those of a recursive pattern, positional ones first.</summary>
    public static IEnumerable<MemberPattern> Of(IRecursivePatternOperation pattern)
    {
        // An extension is given the value first.
        var method = pattern.DeconstructSymbol as IMethodSymbol;
        var parameters = method?.Parameters.Skip(method.IsExtensionMethod && method.ReducedFrom is null ? 1 : 0).ToList();
        for (var i = 0; i < pattern.DeconstructionSubpatterns.Length; i++)
        {
            // The positional members of a record are its properties of the same names; what an extension gives is anything.
            var parameter = parameters is not null && i < parameters.Count ? parameters[i] : null;
            var member = parameter is null || method is not { IsExtensionMethod: false, ContainingType.IsRecord: true } ? null : pattern.MatchedType.GetMembers(parameter.Name).OfType<IPropertySymbol>().FirstOrDefault();
            var part = pattern.DeconstructionSubpatterns[i];
            yield return new MemberPattern(parameter?.Type ?? part.InputType, member, part);
        }

        foreach (var part in pattern.PropertySubpatterns)
        {
            var member = (part.Member as IPropertyReferenceOperation)?.Property;
            yield return new MemberPattern(member?.Type ?? part.Pattern.InputType, member, part.Pattern);
        }
    }

    /// <summary>Whether the pattern matches all that the member can hold, null included if it may be that.</summary>
    public bool TakesAll => Pattern switch
    {
        IDiscardPatternOperation or IDeclarationPatternOperation { MatchesNull: true } => true,
        _ => !MayBeNull && PatternCoverage.Takes(Pattern, Type),
    };

    /// <summary>Whether the member can be null, as it is declared.</summary>
    public bool MayBeNull => Type.IsReferenceType
        ? Type.NullableAnnotation == NullableAnnotation.Annotated
        : Type.OriginalDefinition.SpecialType == SpecialType.System_Nullable_T || !Type.IsValueType;
}
