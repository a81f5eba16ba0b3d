namespace Runnel.Crash.Tasks;

/// <summary>Which task a run is of.</summary>
public enum AssignmentKind
{
    Writing,
    Piping,
    Reading,
    Failing,
    Large,
}

/// <summary>What a run is to do. All of it follows from the campaign's seed and the run's number, so that the check knows it too.</summary>
/// <param name="Number">The run's number in the campaign.</param>
/// <param name="Kind">Which task does it.</param>
/// <param name="Chunks">How many chunks each stream gets.</param>
/// <param name="ChunkLength">How many characters fill a chunk, beside what it says.</param>
/// <param name="PauseEvery">After how many chunks there is a pause.</param>
/// <param name="PauseMilliseconds">How long it is.</param>
/// <param name="FlushEvery">After how many chunks they are flushed.</param>
/// <param name="Failures">How often the task throws; as often as it is tried, where that is <see cref="Always"/>.</param>
/// <param name="OutputLength">How many characters fill the output.</param>
/// <param name="IsCanceled">Whether somebody cancels the run at some time.</param>
public sealed record Assignment(
    int Number,
    AssignmentKind Kind,
    int Chunks,
    int ChunkLength,
    int PauseEvery,
    int PauseMilliseconds,
    int FlushEvery,
    int Failures,
    int OutputLength,
    bool IsCanceled)
{
    public const int Always = 1000;

    public static Assignment Of(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var kind = random.Next(100) switch
        {
            < 28 => AssignmentKind.Writing,
            < 62 => AssignmentKind.Piping,
            < 80 => AssignmentKind.Reading,
            < 92 => AssignmentKind.Failing,
            _ => AssignmentKind.Large,
        };
        var isLarge = kind == AssignmentKind.Large;
        return new Assignment(
            number,
            kind,
            Chunks: isLarge ? random.Next(3, 12) : random.Next(20, 120),
            ChunkLength: isLarge ? random.Next(4_000, 20_000) : random.Next(10) == 0 ? random.Next(1_000, 4_000) : random.Next(20, 200),
            PauseEvery: random.Next(1, 8),
            PauseMilliseconds: random.Next(2, 20),
            FlushEvery: random.Next(3, 40),
            Failures: kind != AssignmentKind.Failing ? 0 : random.Next(4) == 0 ? Always : random.Next(1, 3),
            OutputLength: isLarge ? random.Next(50_000, 400_000) : random.Next(0, 200),
            IsCanceled: random.Next(30) == 0);
    }
}
