using System.Text;

namespace Runnel.Generators.Emitting;

/// <summary>Writes C# with indentation and LF line ends.</summary>
internal sealed class SourceWriter
{
    private readonly StringBuilder text = new();
    private int depth;

    /// <summary>Writes one or more lines at the current depth, keeping their own indentation.</summary>
    public void Write(string lines)
    {
        foreach (var line in lines.Split('\n'))
        {
            var trimmed = line.TrimEnd();
            if (trimmed.Length > 0)
            {
                text.Append(' ', depth * 4).Append(trimmed);
            }

            text.Append('\n');
        }
    }

    public void WriteBlankLine() => text.Append('\n');

    /// <summary>Writes lines that begin a block and its opening brace.</summary>
    public void Open(string lines)
    {
        Write(lines);
        Open();
    }

    /// <summary>Writes an opening brace.</summary>
    public void Open()
    {
        Write("{");
        depth++;
    }

    /// <summary>Writes a closing brace.</summary>
    public void Close(string suffix = "")
    {
        depth--;
        Write("}" + suffix);
    }

    public override string ToString() => text.ToString();
}
