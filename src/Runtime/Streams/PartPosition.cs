namespace Runnel.Streams;

/// <summary>Where in its run a part stands.</summary>
/// <param name="Cursor">Where to resume after the part.</param>
/// <param name="Attempt">The execution that wrote it; 0 before the first.</param>
/// <param name="Timestamp">When it was written.</param>
public readonly record struct PartPosition(RunCursor Cursor, int Attempt, DateTimeOffset Timestamp);
