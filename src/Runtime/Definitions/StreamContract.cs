namespace Runnel.Definitions;

/// <summary>One declared stream.</summary>
/// <param name="Key">Its key in the log.</param>
/// <param name="ChunkType">The type of its chunks.</param>
public sealed record StreamContract(string Key, Type ChunkType);
