namespace ChatStreaming;

/// <summary>
/// Labelled lines, each written at once. Text that comes in pieces runs on where a person is watching; in a file or a pipe
/// each piece has its line.
/// </summary>
/// <param name="output">Where to.</param>
/// <param name="isTerminal">Whether a person is watching, in colour.</param>
public sealed class Lines(TextWriter output, bool isTerminal)
{
    private const int LabelWidth = 10;

    private static readonly string NextLine = "\n" + new string(' ', LabelWidth);

    private bool isRunningOn;

    /// <summary>Those of this program's output.</summary>
    public static Lines OfConsole() => new(Console.Out, isTerminal: !Console.IsOutputRedirected);

    /// <summary>A text under a label, in one line unless it has several itself.</summary>
    public void Write(string label, string text, Style style = Style.Plain)
    {
        EndPieces();
        text = text.ReplaceLineEndings(NextLine);
        output.WriteLine(Label(label) + (isTerminal ? $"\e[{(int)style}m{text}\e[0m" : text));
        output.Flush();
    }

    /// <summary>A piece of a text.</summary>
    public void WritePiece(string label, string text)
    {
        if (!isTerminal)
        {
            Write(label, text.ReplaceLineEndings("\\n"));
            return;
        }

        output.Write((isRunningOn ? "" : Label(label)) + text.ReplaceLineEndings(NextLine));
        output.Flush();
        isRunningOn = true;
    }

    /// <summary>A line as it stands, for programs that read it.</summary>
    public void WriteLine(string line = "")
    {
        EndPieces();
        output.WriteLine(line);
        output.Flush();
    }

    private void EndPieces()
    {
        if (isRunningOn)
        {
            output.WriteLine();
            isRunningOn = false;
        }
    }

    private string Label(string label)
    {
        label = label.PadRight(LabelWidth);
        return isTerminal ? $"\e[{(int)Style.Dim}m{label}\e[0m" : label;
    }
}

/// <summary>How a line looks on a terminal: the codes of ECMA-48, 8.3.117.</summary>
public enum Style
{
    Plain = 0,
    Bold = 1,
    Dim = 2,
    Red = 31,
    Green = 32,
    Cyan = 36,
}
