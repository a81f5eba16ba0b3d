using Runnel.Benchmarks.Measuring;

namespace Runnel.Benchmarks.Suites.Sqlite.Queue;

/// <summary>What a worker waits for a hundred runs where many wait, beside the same where few do.</summary>
internal sealed class Taking(int many, int few, int turns) : Comparison
{
    private const int RunsPerTurn = 100;

    private readonly ScratchFolder folder = new();
    private QueuedFile? ours;
    private QueuedFile? beside;

    public override string Name => $"{many:N0} runs queued";

    public override string Beside => $"{few:N0} runs queued";

    public override IReadOnlyList<Metric> Metrics { get; } =
        [new("taking", "µs/run", Aim.AtMost(1.5)), new("giving back", "µs/run"), .. LapTime.Metrics("run", "runs", throughput: null).Skip(1)];

    public override async Task PrepareAsync()
    {
        ours = await QueuedFile.FillAsync(folder.NewFile(), many);
        beside = await QueuedFile.FillAsync(folder.NewFile(), few);
    }

    public override Task<double[]> RunOursAsync() => TurnAsync(ours!);

    public override Task<double[]> RunBesideAsync() => TurnAsync(beside!);

    public override async ValueTask DisposeAsync()
    {
        await (ours?.DisposeAsync() ?? default);
        await (beside?.DisposeAsync() ?? default);
        folder.Dispose();
    }

    // Of many turns the median, which does not contain what other programs took of the processor.
    private async Task<double[]> TurnAsync(QueuedFile file)
    {
        var times = new (long Taking, long GivingBack)[turns];
        var lap = Lap.Start();
        for (var turn = 0; turn < turns; turn++)
        {
            times[turn] = await file.TurnAsync(RunsPerTurn);
        }

        var time = lap.Stop();
        var (taking, givingBack) = (new Percentiles(times.Select(time => time.Taking)), new Percentiles(times.Select(time => time.GivingBack)));
        return [taking.At(0.5) * 1e3 / RunsPerTurn, givingBack.At(0.5) * 1e3 / RunsPerTurn, .. time.Of(turns * RunsPerTurn)[1..]];
    }
}
