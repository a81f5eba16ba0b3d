namespace Runnel.Generators.Models;

/// <summary>A [Streams] record.</summary>
/// <param name="Declaration">The record.</param>
/// <param name="Parameters">
/// Its positional parameters in order; null for one that is no stream. Without a list there is no positional constructor to call.
/// </param>
internal sealed record StreamSetModel(DeclarationModel Declaration, EquatableArray<StreamSlot>? Parameters);

/// <summary>One positional parameter of a [Streams] record.</summary>
/// <param name="Stream">The stream to open for it, or null in a stub, where it is not one.</param>
internal sealed record StreamSlot(StreamModel? Stream);
