using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.StreamText;

/// <summary>One step of text without tools is read to its end; beside it the same client's updates without anything.</summary>
internal sealed class Deltas(string name, Pace pace, int tokens, Aim? aim = null) : Comparison
{
    private const int TokenLength = 4;

    public override string Name => name;

    public override string Beside => "the client's updates, bare";

    public override IReadOnlyList<Metric> Metrics { get; } =
        [new("throughput", "parts/s"), new("time", "ns/delta", aim), new("processor", "ns/delta"), new("allocated", "B/delta")];

    public override Task<double[]> RunOursAsync() => MeasureAsync(model => Readers.ReadOursAsync(model));

    public override Task<double[]> RunBesideAsync() => MeasureAsync(model => Readers.ReadBareAsync(model));

    private async Task<double[]> MeasureAsync(Func<TokenModel, Task> read)
    {
        var model = new TokenModel(tokens, TokenLength, pace);
        var lap = Lap.Start();
        await read(model);
        var time = lap.Stop();
        return [tokens / time.Elapsed.TotalSeconds, time.Elapsed.TotalNanoseconds / tokens, time.Computed.TotalNanoseconds / tokens, (double)time.AllocatedBytes / tokens];
    }
}
