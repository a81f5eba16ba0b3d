using System.Text;

namespace Runnel.Analyzers.Use.Contracts;

/// <summary>
/// Where a member is in a contract: <c>payload.guests[].name</c>, <c>output.byCity{}.celsius</c>, <c>stream model&lt;delta&gt;.text</c>. Names that are no words
/// are quoted.
/// </summary>
internal static class ContractPath
{
    public const string Payload = "payload";
    public const string Output = "output";
    public const string Item = "[]";
    public const string Entry = "{}";
    private const string Stream = "stream ";

    public static string OfStream(string key) => Stream + Quoted(key);

    public static string Member(string path, string name) => path + "." + Quoted(name);

    public static string Derived(string path, string discriminator) => path + "<" + Quoted(discriminator) + ">";

    /// <summary>Whether the values are given by callers, not to them.</summary>
    public static bool IsTaken(string path) => path.StartsWith(Payload, StringComparison.Ordinal);

    public static bool IsDerived(string path) => path.EndsWith(">", StringComparison.Ordinal);

    /// <summary>Whether a path leads through another.</summary>
    public static bool IsBelow(string path, string above) =>
        path.Length > above.Length && path.StartsWith(above, StringComparison.Ordinal) && path[above.Length] is '.' or '[' or '{' or '<';

    /// <summary>The member that a member is in, or null of one that is in none.</summary>
    public static string? Parent(string path)
    {
        var isQuoted = false;
        for (var i = path.Length - 1; i > 0; i--)
        {
            isQuoted ^= path[i] == '"';
            if (!isQuoted && path[i] is '.' or '<')
            {
                return Bare(path.Substring(0, i));
            }
        }

        return null;
    }

    /// <summary>Takes a line apart: the path, and what is said of it.</summary>
    public static (string Path, string Text)? Split(string line)
    {
        var isQuoted = false;
        for (var i = 0; i + 1 < line.Length; i++)
        {
            isQuoted ^= line[i] == '"';
            if (!isQuoted && line[i] == ':' && line[i + 1] == ' ')
            {
                return (line.Substring(0, i), line.Substring(i + 2));
            }
        }

        return null;
    }

    private static string Bare(string path)
    {
        while (path.EndsWith(Item, StringComparison.Ordinal) || path.EndsWith(Entry, StringComparison.Ordinal))
        {
            path = path.Substring(0, path.Length - 2);
        }

        return path;
    }

    private static string Quoted(string name)
    {
        if (name.Length > 0 && name.All(character => char.IsLetterOrDigit(character) || character is '_' or '-' or '$' or '@'))
        {
            return name;
        }

        // Without a backslash or a quote of its own, so that what is quoted ends at the next quote.
        var text = new StringBuilder("\"");
        foreach (var character in name)
        {
            text.Append(character is '"' or '\\' || char.IsControl(character) ? $"%{(int)character:x2}" : character.ToString());
        }

        return text.Append('"').ToString();
    }
}
