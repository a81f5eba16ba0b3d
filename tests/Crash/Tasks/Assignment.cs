using System.Text.Json.Serialization;

namespace Runnel.Crash.Tasks;

/// <summary>Which task a run is of.</summary>
public enum AssignmentKind
{
    Writing,
    Piping,
    Reading,
    Failing,
    Large,
    Gathering,
    Batching,
    Stepping,
    Scattering,
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
/// <param name="Children">How many portions it is divided into, where others do them.</param>
/// <param name="IsAtOnce">Whether all portions are triggered at once; else one after the other.</param>
/// <param name="IsGated">Whether the last portion waits until the controller lets it end.</param>
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
    int Children,
    bool IsAtOnce,
    bool IsGated,
    bool IsCanceled)
{
    public const int Always = 1000;

    /// <summary>How many portions the task that gathers has.</summary>
    public const int Gathered = 3;

    /// <summary>Whether its task writes chunks, and returns a report of them.</summary>
    [JsonIgnore]
    public bool IsStreaming => Kind < AssignmentKind.Gathering;

    /// <summary>Of a campaign that has nothing but parents, whose last portion waits.</summary>
    public static Assignment OfParent(int seed, int number) => Of(seed, number) with
    {
        Kind = AssignmentKind.Gathering, Failures = 0, Children = Gathered, IsAtOnce = number % 2 == 0, IsGated = true, IsCanceled = false,
    };

    public static Assignment Of(int seed, int number)
    {
        var random = new Random(unchecked((seed * 1_000_003) + number));
        var kind = random.Next(100) switch
        {
            < 22 => AssignmentKind.Writing,
            < 50 => AssignmentKind.Piping,
            < 65 => AssignmentKind.Reading,
            < 74 => AssignmentKind.Failing,
            < 79 => AssignmentKind.Large,
            < 88 => AssignmentKind.Gathering,
            < 92 => AssignmentKind.Batching,
            < 97 => AssignmentKind.Stepping,
            _ => AssignmentKind.Scattering,
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
            Children: kind switch
            {
                AssignmentKind.Gathering => Gathered,
                AssignmentKind.Batching or AssignmentKind.Scattering => random.Next(2, 7),
                _ => 0,
            },
            IsAtOnce: random.Next(2) == 0,
            IsGated: false,
            IsCanceled: kind != AssignmentKind.Scattering && random.Next(30) == 0);
    }
}
