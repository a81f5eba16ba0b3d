using Microsoft.CodeAnalysis;

namespace Runnel.Generators.Parsing;

/// <summary>Which types a task may take and return.</summary>
internal static class PayloadTypes
{
    private static readonly string[] CollectionNamespaces = ["System.Collections.Generic", "System.Collections.Immutable"];

    /// <summary>Whether a single parameter of the type is the payload itself: a concrete class, record or struct of the user's.</summary>
    public static bool IsPayload(ITypeSymbol type) =>
        type is INamedTypeSymbol { TypeKind: TypeKind.Class or TypeKind.Struct, IsAbstract: false, IsTupleType: false } &&
        type.NullableAnnotation != NullableAnnotation.Annotated &&
        !type.IsWithin("System") &&
        !IsCollection(type);

    /// <summary>Why values of the type cannot be stored as JSON and read back, or null where they can.</summary>
    public static string? Objection(ITypeSymbol type) => type switch
    {
        { SpecialType: SpecialType.System_Object } or IDynamicTypeSymbol => "it says nothing about what is stored; declare a type",
        { IsTupleType: true } => "a tuple has no JSON form; declare a record",
        { TypeKind: TypeKind.Delegate } => "a delegate cannot be stored; declare a type for its data",
        { TypeKind: TypeKind.Interface } when type.MetadataName == "IAsyncEnumerable`1" && type.IsWithin("System") => "a result that streams belongs in a [Streams] record",
        { TypeKind: TypeKind.Interface } when !IsCollectionInterface(type) => "an interface cannot be read from JSON; declare a class or record, and take a service in the constructor",
        { TypeKind: TypeKind.Pointer or TypeKind.FunctionPointer } or { IsRefLikeType: true } => "it cannot leave the stack; use an array or a string",
        { MetadataName: "TaskStream`1" } when type.IsWithin("Runnel") => "streams belong in a [Streams] record",
        IArrayTypeSymbol array => Objection(array.ElementType),
        INamedTypeSymbol named when named.IsA("System.IO.Stream") => "a stream cannot be stored; use what is in it",
        INamedTypeSymbol named when IsTask(named) => "a task cannot be stored; use its result",
        INamedTypeSymbol named when named.IsWithin("System") => named.TypeArguments.Select(Objection).FirstOrDefault(objection => objection is not null),
        _ => null,
    };

    public static bool IsCollection(ITypeSymbol type) =>
        type is IArrayTypeSymbol || type.AllInterfaces.Any(implemented => implemented.SpecialType == SpecialType.System_Collections_IEnumerable);

    private static bool IsCollectionInterface(ITypeSymbol type) =>
        type is INamedTypeSymbol { Arity: > 0 } && CollectionNamespaces.Contains(type.ContainingNamespace.ToDisplayString()) &&
        (IsCollection(type) || type.SpecialType == SpecialType.System_Collections_Generic_IEnumerable_T);

    private static bool IsTask(INamedTypeSymbol type) =>
        type.IsA("System.Threading.Tasks.Task") || type.Is("System.Threading.Tasks.ValueTask") || type.Is("System.Threading.Tasks.ValueTask`1");
}
