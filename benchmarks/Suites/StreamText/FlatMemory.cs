using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.StreamText;

/// <summary>The heap that is reachable while a long text is read, less two bytes for each of its characters, which are kept for the conversation.</summary>
internal sealed class FlatMemory(int tokens) : Comparison
{
    private const int TokenLength = 4;
    private const int MostKilobytes = 100;

    private static readonly (string Name, double Share)[] Looks = [("at 10 %", 0.1), ("at 50 %", 0.5), ("at 100 %", 1)];

    public override string Name => $"{tokens:N0} deltas, heap without the text";

    public override string Beside => "the client's updates, bare";

    public override IReadOnlyList<Metric> Metrics { get; } = [.. Looks.Select(look => new Metric(look.Name, "kB", Aim.NotAbove(MostKilobytes)))];

    public override Task<double[]> RunOursAsync() => MeasureAsync(Readers.ReadOursAsync, bytesPerCharacter: sizeof(char));

    public override Task<double[]> RunBesideAsync() => MeasureAsync(Readers.ReadBareAsync, bytesPerCharacter: 0);

    private async Task<double[]> MeasureAsync(Func<TokenModel, Action<int>, Task> read, int bytesPerCharacter)
    {
        var model = new TokenModel(tokens, TokenLength, Pace.AtOnce);
        var places = Looks.Select(look => (int)(tokens * look.Share)).ToList();
        var held = new List<double>();
        var before = Heap.LiveBytes();
        await read(model, count =>
        {
            if (places.Contains(count))
            {
                held.Add((Heap.LiveBytes() - before - ((double)count * TokenLength * bytesPerCharacter)) / 1e3);
            }
        });
        return [.. held];
    }
}
