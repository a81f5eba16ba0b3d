using System.Text.RegularExpressions;

namespace Runnel.OpenAI.Requests;

/// <summary>Names of authors as OpenAI takes them: up to 64 letters, digits and underscores.</summary>
internal static partial class AuthorName
{
    private const int Longest = 64;

    public static string? From(string? name)
    {
        if (name is null)
        {
            return null;
        }

        name = NotAllowed().Replace(name, string.Empty);
        return name.Length == 0 ? null : name.Length > Longest ? name[..Longest] : name;
    }

    [GeneratedRegex("[^a-zA-Z0-9_]+", RegexOptions.None, matchTimeoutMilliseconds: 1000)]
    private static partial Regex NotAllowed();
}
