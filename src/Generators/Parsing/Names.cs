using Microsoft.CodeAnalysis.CSharp;

namespace Runnel.Generators.Parsing;

/// <summary>The names that a declaration gives to keys, members and cases.</summary>
internal static class Names
{
    private const int MaxIdLength = 128;

    private static readonly HashSet<string> RecordMembers = new(StringComparer.Ordinal)
    {
        "Clone", "Deconstruct", "EqualityContract", "Equals", "Finalize", "GetHashCode", "GetType", "MemberwiseClone", "PrintMembers", "ReferenceEquals", "ToString",
    };

    private static readonly HashSet<string> UnionMembers = new(StringComparer.Ordinal)
    {
        "Attempt", "Case", "Chunk", "Converter", "Cursor", "Run", "StreamEnded", "StreamPart", "Timestamp", "Unknown",
    };

    private static readonly HashSet<string> ArgumentsMembers = new(StringComparer.Ordinal) { "Arguments", "CreateTypeInfo" };

    /// <summary>Whether a task id or stream key is 1 to 128 of A-Z a-z 0-9 . _ -.</summary>
    public static bool IsId(string name) =>
        name.Length is > 0 and <= MaxIdLength &&
        name.All(character => character is (>= 'A' and <= 'Z') or (>= 'a' and <= 'z') or (>= '0' and <= '9') or '.' or '_' or '-');

    /// <summary>Whether the compiler refuses a positional parameter of that name.</summary>
    public static bool IsRefusedInRecord(string name) => name != "Finalize" && RecordMembers.Contains(name);

    /// <summary>Whether a union has a member of that name already.</summary>
    public static bool IsReservedForUnion(string name) => UnionMembers.Contains(name) || RecordMembers.Contains(name);

    /// <summary>Whether an Arguments record has a member of that name already.</summary>
    public static bool IsReservedForArguments(string name) => ArgumentsMembers.Contains(name) || RecordMembers.Contains(name);

    /// <summary>The name as source text.</summary>
    public static string Escape(string name) => SyntaxFacts.GetKeywordKind(name) == SyntaxKind.None ? name : "@" + name;

    /// <summary>The name as source text where a type is declared: a contextual keyword, such as <c>required</c>, is refused there.</summary>
    public static string EscapeType(string name) => SyntaxFacts.GetContextualKeywordKind(name) == SyntaxKind.None ? Escape(name) : "@" + name;

    /// <summary>The name with its first letter in upper case.</summary>
    public static string Pascal(string name) =>
        name.Length > 0 && char.IsLower(name[0]) ? char.ToUpperInvariant(name[0]) + name.Substring(1) : name;

    /// <summary>The name as <c>JsonNamingPolicy.CamelCase</c> writes it: "OpenAI" is "openAI", "URLText" is "urlText".</summary>
    public static string Camel(string name)
    {
        var characters = name.ToCharArray();
        for (var i = 0; i < characters.Length && char.IsUpper(characters[i]); i++)
        {
            // The last capital of a run of several begins the next word.
            if (i > 0 && i + 1 < characters.Length && !char.IsUpper(characters[i + 1]))
            {
                break;
            }

            characters[i] = char.ToLowerInvariant(characters[i]);
        }

        return new string(characters);
    }
}
