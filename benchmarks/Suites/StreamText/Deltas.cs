using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.StreamText;

/// <summary>Answers of some length, each one step of text without tools, are read to their ends; beside it the same client's updates without anything.</summary>
internal sealed class Deltas(string name, Pace pace, int answers, Aim? aim = null) : Comparison
{
    private const int Tokens = 2_000;
    private const int TokenLength = 4;

    public override string Name => name;

    public override string Beside => "the client's updates, bare";

    public override IReadOnlyList<Metric> Metrics { get; } =
        [new("throughput", "parts/s"), new("time", "ns/delta", aim), new("processor", "ns/delta"), new("allocated", "B/delta")];

    public override Task<double[]> RunOursAsync() => MeasureAsync(model => Readers.ReadOursAsync(model));

    public override Task<double[]> RunBesideAsync() => MeasureAsync(model => Readers.ReadBareAsync(model));

    private async Task<double[]> MeasureAsync(Func<TokenModel, Task> read)
    {
        var model = new TokenModel(Tokens, TokenLength, pace);
        var lap = Lap.Start();
        for (var left = answers; left > 0; left--)
        {
            await read(model);
        }

        var (time, deltas) = (lap.Stop(), (long)answers * Tokens);
        return [deltas / time.Elapsed.TotalSeconds, time.Elapsed.TotalNanoseconds / deltas, time.Computed.TotalNanoseconds / deltas, (double)time.AllocatedBytes / deltas];
    }
}
