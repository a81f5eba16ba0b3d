using Microsoft.CodeAnalysis.Text;

namespace Runnel.Analyzers.Tests.Harness;

/// <summary>A source in which <c>[|…|]</c> marks what a rule should point at.</summary>
internal sealed class MarkedSource
{
    private const string Start = "[|";
    private const string End = "|]";

    public MarkedSource(string marked)
    {
        var start = marked.IndexOf(Start, StringComparison.Ordinal);
        if (start < 0)
        {
            Text = marked;
            return;
        }

        Text = marked.Remove(start, Start.Length);
        var end = Text.IndexOf(End, start, StringComparison.Ordinal);
        Text = Text.Remove(end, End.Length);
        Marked = TextSpan.FromBounds(start, end);
    }

    public string Text { get; }

    public TextSpan? Marked { get; }
}
