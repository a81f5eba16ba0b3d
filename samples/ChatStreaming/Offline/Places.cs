using System.Text.RegularExpressions;

namespace ChatStreaming.Offline;

/// <summary>Finds places in a prompt: words with a capital letter that stand for nothing else.</summary>
internal static partial class Places
{
    private const int Most = 4;

    private static readonly string[] Default = ["Oslo", "Lisbon"];

    // What begins a question, and what is written with a capital letter anywhere.
    private static readonly HashSet<string> Others =
    [
        "An", "And", "Any", "Are", "Can", "Celsius", "Compare", "Could", "Did", "Do", "Does", "Fahrenheit", "For", "Give", "Has", "Have", "Hello",
        "Hey", "Hi", "How", "If", "In", "Is", "It", "My", "Or", "Please", "Shall", "Should", "Show", "Tell", "The", "There", "Today", "Tomorrow",
        "We", "What", "When", "Where", "Which", "Will", "Would",
    ];

    /// <summary>The places, in the prompt's order; for want of one, two that differ.</summary>
    public static IReadOnlyList<string> In(string prompt)
    {
        var names = NamePattern().Matches(prompt).Select(match => string.Join(' ', match.Value.Split(' ').SkipWhile(IsOther)));
        var places = names.Where(name => name.Length > 0).Distinct().Take(Most).ToList();
        return places is [] ? Default : places;
    }

    private static bool IsOther(string word) => Others.Contains(word) || Topics.Weather.Names.Contains(word.ToLowerInvariant());

    // Of several words too, such as New York.
    [GeneratedRegex(@"\p{Lu}\p{Ll}[\p{L}’'-]*(?: \p{Lu}\p{Ll}[\p{L}’'-]*)*")]
    private static partial Regex NamePattern();
}
