using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.StreamText;

/// <summary>
/// What a delta allocates apart from its text. Tokens of two lengths are read: what grows with the length is the text that is kept, a few large buffers for all
/// deltas together; the rest is objects. The aim is one object more, the part itself: its size is measured, and no two objects are as small.
/// </summary>
internal sealed class Objects(int tokens) : Comparison
{
    private const int Short = 1;
    private const int Long = 17;

    public override string Name => "objects of a delta";

    public override string Beside => "the client's updates, bare";

    public override IReadOnlyList<Metric> Metrics { get; } =
    [
        // The writing as a whole has some objects too, which all its deltas share.
        new("apart from the text", "B/delta", Aim.MoreByAtMost(SizeOfDelta() + 1)),
        new("the text", "B/character"),
    ];

    public override Task<double[]> RunOursAsync() => MeasureAsync(model => Readers.ReadOursAsync(model));

    public override Task<double[]> RunBesideAsync() => MeasureAsync(model => Readers.ReadBareAsync(model));

    private async Task<double[]> MeasureAsync(Func<TokenModel, Task> read)
    {
        var ofShort = await AllocatedAsync(Short, read);
        var ofLong = await AllocatedAsync(Long, read);
        var ofCharacter = (ofLong - ofShort) / (Long - Short);
        return [ofShort - (ofCharacter * Short), ofCharacter];
    }

    private async Task<double> AllocatedAsync(int length, Func<TokenModel, Task> read)
    {
        var model = new TokenModel(tokens, length, Pace.AtOnce);
        var lap = Lap.Start();
        await read(model);
        return (double)lap.Stop().AllocatedBytes / tokens;
    }

    private static long SizeOfDelta()
    {
        const int Count = 1_000;
        var deltas = new TextDelta[Count];
        var before = GC.GetAllocatedBytesForCurrentThread();
        for (var index = 0; index < Count; index++)
        {
            deltas[index] = new TextDelta("x");
        }

        var size = (GC.GetAllocatedBytesForCurrentThread() - before) / Count;
        GC.KeepAlive(deltas);
        return size;
    }
}
