namespace Runnel.Generators.Models;

/// <summary>One stream of a [Streams] record.</summary>
/// <param name="Key">Its key in the log.</param>
/// <param name="CaseName">The name of its case in the union.</param>
/// <param name="Chunk">The type of its chunks.</param>
internal sealed record StreamModel(string Key, string CaseName, TypeReference Chunk);
