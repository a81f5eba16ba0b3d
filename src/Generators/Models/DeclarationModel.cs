namespace Runnel.Generators.Models;

/// <summary>Where emitted members go: a partial type, with all that encloses it.</summary>
/// <param name="Namespace">Its namespace as source text, or null for the global one.</param>
/// <param name="Headers">Its enclosing types and itself, outermost first: <c>partial class Outer</c>.</param>
/// <param name="Name">Its own name as source text.</param>
/// <param name="FullName">Its qualified name.</param>
/// <param name="HintName">What its files' names begin with; unique in the assembly, also where case is ignored.</param>
internal sealed record DeclarationModel(string? Namespace, EquatableArray<string> Headers, string Name, string FullName, string HintName);
