namespace Runnel.Generators.Models;

/// <summary>A [Streams] record.</summary>
/// <param name="Declaration">The record.</param>
/// <param name="Streams">Its positional parameters in order; null in a stub, where they are not all streams that can be opened.</param>
internal sealed record StreamSetModel(DeclarationModel Declaration, EquatableArray<StreamModel>? Streams);
