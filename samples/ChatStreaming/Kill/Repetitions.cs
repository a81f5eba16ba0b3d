using Part = ChatStreaming.Chat.StreamPart;

namespace ChatStreaming.Kill;

/// <summary>How often something was done again that an attempt before had finished.</summary>
/// <param name="Steps">Model steps that were asked for again.</param>
/// <param name="Tools">Calls of tools that were made again.</param>
public sealed record Repetitions(int Steps, int Tools)
{
    /// <summary>Compares what was streamed with what was done.</summary>
    /// <param name="log">All parts of the run.</param>
    /// <param name="journal">What its models and tools have done.</param>
    /// <remarks>
    /// What was done more often than the last attempt needed was done again; unless no attempt before had finished it, such as a step in whose
    /// middle the worker died.
    /// </remarks>
    public static Repetitions Of(IReadOnlyList<Part> log, IReadOnlyList<Deed> journal)
    {
        var last = log.Max(part => part.Attempt);
        var needed = Deed.In(log, last).CountBy(deed => deed).ToDictionary();
        var done = journal.CountBy(deed => deed).ToDictionary();
        var again = Enumerable.Range(1, last - 1)
            .SelectMany(attempt => Deed.In(log, attempt))
            .CountBy(deed => deed)
            .ToLookup(
                finished => finished.Key.IsOfModel,
                finished => Math.Clamp(done.GetValueOrDefault(finished.Key) - needed.GetValueOrDefault(finished.Key), 0, finished.Value));
        return new(Steps: again[true].Sum(), Tools: again[false].Sum());
    }
}
