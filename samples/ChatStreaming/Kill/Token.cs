using Runnel;
using Part = ChatStreaming.Chat.StreamPart;

namespace ChatStreaming.Kill;

/// <summary>A piece of what the model says.</summary>
/// <param name="Cursor">Its place in the run's log.</param>
/// <param name="Attempt">The attempt that it belongs to.</param>
/// <param name="Text">The piece. An attempt that takes over has what was finished before in larger ones.</param>
public sealed record Token(RunCursor Cursor, int Attempt, string Text)
{
    /// <summary>The token that a part is, if it is one.</summary>
    public static Token? Of(Part part) =>
        part is Part.OpenAI(TextDelta { Text: { Length: > 0 } text }) ? new Token(part.Cursor, part.Attempt, text) : null;

    /// <summary>The tokens among parts, in their order.</summary>
    public static IReadOnlyList<Token> In(IEnumerable<Part> parts) => [.. parts.Select(Of).OfType<Token>()];
}
