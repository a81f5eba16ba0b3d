namespace Runnel.Testing;

/// <summary>How a captured stream ended.</summary>
/// <param name="Reason">Why.</param>
/// <param name="Error">What its source threw, if it did, as subscribers are told.</param>
public sealed record StreamEnd(StreamEndReason Reason, TaskError? Error);
