namespace Runnel.Generators.Models;

/// <summary>A type as emitted code names it.</summary>
/// <param name="Name">The qualified name, fit for <c>typeof</c>: without an annotation of its own.</param>
/// <param name="IsNullableReference">Whether it is a reference type annotated with <c>?</c>.</param>
internal sealed record TypeReference(string Name, bool IsNullableReference = false)
{
    /// <summary>Stands for a type that cannot be named, in a stub: the mistake has its own error already.</summary>
    public static TypeReference Placeholder { get; } = new("object");

    public override string ToString() => IsNullableReference ? Name + "?" : Name;
}
