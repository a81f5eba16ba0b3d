namespace ChatStreaming.Offline;

/// <summary>Something that the offline client can talk about.</summary>
/// <param name="Names">Words and phrases by which it is recognised, in lower case.</param>
/// <param name="Answer">What there is to say.</param>
internal sealed record Topic(string[] Names, string Answer)
{
    /// <summary>How many of its names are among the words.</summary>
    public int CountIn(IReadOnlyList<string> words)
    {
        var text = $" {string.Join(' ', words)} ";
        return Names.Count(name => text.Contains($" {name} ", StringComparison.Ordinal));
    }
}
