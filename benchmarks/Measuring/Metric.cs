namespace Runnel.Benchmarks.Measuring;

/// <summary>Something that is read off every run.</summary>
/// <param name="Name">What it is.</param>
/// <param name="Unit">What it is counted in.</param>
/// <param name="Aim">What it is to come to; <see langword="null"/> where it is only told.</param>
/// <param name="Reading">Which of a run's readings it is; <see langword="null"/> for the one in the metric's own place.</param>
internal sealed record Metric(string Name, string Unit, Aim? Aim = null, int? Reading = null);
