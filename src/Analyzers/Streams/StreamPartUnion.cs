using System.Collections.Immutable;
using Microsoft.CodeAnalysis;
using Runnel.Generators.Parsing;

namespace Runnel.Analyzers.Streams;

/// <summary>A generated union of stream parts, be it of this assembly or of another.</summary>
internal sealed class StreamPartUnion
{
    public const string Name = "StreamPart";
    public const string StreamEndedCase = "StreamEnded";
    private const string RunCase = "Run";
    private const string UnknownCase = "Unknown";

    private StreamPartUnion(INamedTypeSymbol type)
    {
        Type = type;
        Cases = [.. type.GetTypeMembers().Where(member => SymbolEqualityComparer.Default.Equals(member.BaseType, type))];
    }

    public INamedTypeSymbol Type { get; }

    /// <summary>All cases, in the order of their declaration.</summary>
    public ImmutableArray<INamedTypeSymbol> Cases { get; }

    /// <summary>The cases that are chunks of declared streams.</summary>
    public IEnumerable<INamedTypeSymbol> Streams => Cases.Where(IsStream);

    public INamedTypeSymbol? StreamEnded => Cases.FirstOrDefault(member => member.Name == StreamEndedCase);

    /// <summary>How a message calls the union: with the class that it stands in.</summary>
    public string DisplayName => Type.ToDisplayString(SymbolDisplayFormat.CSharpShortErrorMessageFormat);

    public static StreamPartUnion? Of(ITypeSymbol? type) =>
        type is INamedTypeSymbol { Name: Name, ContainingType: not null } named && named.Attribute(KnownTypes.GeneratedStreamPartAttribute) is not null
            ? new StreamPartUnion((INamedTypeSymbol)named.WithNullableAnnotation(NullableAnnotation.None))
            : null;

    // The names of the others are reserved: no stream has one.
    public static bool IsStream(INamedTypeSymbol member) => member.Name is not (RunCase or StreamEndedCase or UnknownCase);
}
