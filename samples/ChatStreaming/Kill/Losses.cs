namespace ChatStreaming.Kill;

/// <summary>In how many tokens what a subscriber saw differs from the run's log.</summary>
/// <param name="Missed">In the log, but not seen.</param>
/// <param name="Duplicates">Seen again.</param>
/// <param name="Reordered">Seen in another place of the order.</param>
/// <param name="Invented">Seen, but not in the log: shown before they were safe.</param>
public sealed record Losses(int Missed, int Duplicates, int Reordered, int Invented)
{
    /// <summary>All of them.</summary>
    public int Total => Missed + Duplicates + Reordered + Invented;

    /// <summary>Compares what was seen with the log. A token is the same only with its cursor, its attempt and its text.</summary>
    public static Losses Of(IReadOnlyList<Token> log, IReadOnlyList<Token> seen) => new(
        log.Except(seen).Count(),
        seen.Count - seen.Distinct().Count() + (log.Count - log.Distinct().Count()),
        log.Intersect(seen).Zip(seen.Intersect(log)).Count(pair => pair.First != pair.Second),
        seen.Except(log).Count());

    /// <summary>How much of a text its stream lacks, and of its stream the text.</summary>
    /// <returns>Tokens of the stream that the text does not have at their place, and words of the text that no token covers.</returns>
    public static int OfAnswer(string answer, IEnumerable<Token> stream)
    {
        var (lost, position) = (0, 0);
        foreach (var token in stream)
        {
            var found = answer.IndexOf(token.Text, position, StringComparison.Ordinal);
            if (found < 0)
            {
                lost++;
                continue;
            }

            lost += WordsIn(answer[position..found]);
            position = found + token.Text.Length;
        }

        return lost + WordsIn(answer[position..]);
    }

    /// <summary>
    /// How much of what finished steps said is missing from the same steps of the last attempt, whatever the pieces, or is new there.
    /// </summary>
    public static int OfSteps(IReadOnlyList<ModelStep> steps)
    {
        var last = steps.Where(step => step.Attempt == steps[^1].Attempt).ToList();
        return steps
            .Where(step => step.Attempt != steps[^1].Attempt)
            .GroupBy(step => step.Attempt)
            .SelectMany(attempt => attempt.Index())
            .Where(step => step.Item.IsFinished)
            .Sum(step => OfAnswer(last.ElementAtOrDefault(step.Index)?.Text ?? "", step.Item.Tokens));
    }

    /// <inheritdoc/>
    public override string ToString() => $"{Missed} missed, {Duplicates} duplicates, {Reordered} in another order, {Invented} not in the log";

    // What is not even a word, such as a space, counts as one: it is missing as well.
    private static int WordsIn(string text) =>
        text.Length == 0 ? 0 : Math.Max(1, text.Split((char[]?)null, StringSplitOptions.RemoveEmptyEntries).Length);
}
