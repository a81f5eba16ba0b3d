namespace Runnel.Crash.Tasks;

/// <summary>A part of an assignment that a run of its own does.</summary>
/// <param name="Number">The assignment's number.</param>
/// <param name="Index">Which of its portions, from 0.</param>
/// <param name="Milliseconds">How long it takes.</param>
/// <param name="IsPausing">Whether it waits in its middle, and so gives its slot back for a while.</param>
/// <param name="IsGated">Whether it does not end before the controller says so.</param>
/// <param name="Lane">Its concurrency key.</param>
public sealed record Portion(int Number, int Index, int Milliseconds, bool IsPausing, bool IsGated, string? Lane)
{
    private const int OutputLength = 40;

    /// <summary>What doing it gives.</summary>
    public string ToText() => Filler.Of((Number * 31) + Index, OutputLength);

    /// <summary>How it is triggered.</summary>
    public TriggerOptions ToOptions() => new() { ConcurrencyKey = Lane };

    public BatchItem<Portion> ToItem() => new(this, ToOptions());

    /// <summary>The portions of an assignment. One takes long, so that its parent can be seen while the others are done.</summary>
    public static IReadOnlyList<Portion> Of(Assignment assignment)
    {
        var random = new Random(assignment.Number);
        var longest = assignment is { IsAtOnce: true, IsGated: false } ? random.Next(assignment.Children) : assignment.Children - 1;
        return [.. Enumerable.Range(0, assignment.Children).Select(index => new Portion(
            assignment.Number,
            index,
            index == longest ? random.Next(300, 800) : random.Next(5, 80),
            IsPausing: random.Next(4) == 0,
            IsGated: assignment.IsGated && index == longest,
            Narrow.LaneOf(assignment.Number)))];
    }
}

/// <summary>What became of a portion.</summary>
/// <param name="Run">The run that did it.</param>
/// <param name="Index">Which portion.</param>
/// <param name="Text">What is known from its number.</param>
public sealed record Piece(string Run, int Index, string Text);

/// <summary>What a task returns that waited for others.</summary>
public sealed record Whole(int Attempt, IReadOnlyList<Piece> Pieces);

/// <summary>The queue of portions, which has few slots.</summary>
internal static class Narrow
{
    public const string Queue = "narrow";

    /// <summary>How many slots each of its lanes has in a campaign.</summary>
    public const int Limit = 3;

    // A third of them is without a key.
    public static string? LaneOf(int number) => (number % 3) switch
    {
        0 => null,
        1 => "left",
        _ => "right",
    };
}
