namespace Runnel;

/// <summary>Runs that were triggered together.</summary>
/// <param name="Id">The batch's id.</param>
/// <param name="RunIds">The runs, in the order of the requests.</param>
public sealed record RunBatch(string Id, IReadOnlyList<string> RunIds);
