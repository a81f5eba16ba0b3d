namespace Runnel.Benchmarks.Measuring;

/// <summary>How much is measured.</summary>
/// <param name="Warmups">Rounds that are not counted.</param>
/// <param name="Runs">Rounds that are.</param>
/// <param name="Divisor">By how much the work of a round is cut down.</param>
internal sealed record Scale(int Warmups, int Runs, int Divisor)
{
    public static Scale Full { get; } = new(Warmups: 2, Runs: 7, Divisor: 1);

    public static Scale Short { get; } = new(Warmups: 1, Runs: 5, Divisor: 20);

    /// <summary>How much of the full work to do.</summary>
    public int Of(int full) => full / Divisor;

    public override string ToString() => $"{Runs} runs of each, interleaved" + (Divisor == 1 ? "" : $", 1/{Divisor} of the work");
}
