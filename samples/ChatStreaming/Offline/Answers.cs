using System.Text.RegularExpressions;

namespace ChatStreaming.Offline;

/// <summary>Answers by rule: the topic that the prompt names most; for want of one, the question is turned back to who asked.</summary>
public static partial class Answers
{
    /// <summary>The answer to a prompt; the same each time.</summary>
    public static string To(string prompt)
    {
        var words = WordsOf(prompt);
        return TopicOf(words) is { } topic ? topic.Answer : Reflection.Of(prompt.Trim(), words);
    }

    /// <summary>Whether a tool would know better.</summary>
    public static bool AreAboutWeather(string prompt) => TopicOf(WordsOf(prompt)) == Topics.Weather;

    private static Topic? TopicOf(IReadOnlyList<string> words)
    {
        var topic = Topics.All.MaxBy(topic => topic.CountIn(words))!;
        return topic.CountIn(words) > 0 ? topic : null;
    }

    private static List<string> WordsOf(string prompt) => [.. WordPattern().Matches(prompt.ToLowerInvariant()).Select(match => match.Value)];

    [GeneratedRegex(@"\.?[\p{L}\p{N}](?:['’-]?[\p{L}\p{N}#])*")]
    private static partial Regex WordPattern();
}
