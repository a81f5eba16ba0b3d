namespace Runnel.Benchmarks.Measuring;

/// <summary>Comparisons that are run and reported together.</summary>
/// <param name="Name">What it is called on the command line.</param>
/// <param name="Description">What it measures, in a line.</param>
/// <param name="Create">Makes its comparisons, one after the other: each is disposed before the next is made.</param>
internal sealed record Suite(string Name, string Description, Func<Scale, IEnumerable<Comparison>> Create);
