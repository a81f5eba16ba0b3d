using Runnel;
using Part = ChatStreaming.Chat.StreamPart;

namespace ChatStreaming.Kill;

/// <summary>A piece of the model's answer.</summary>
/// <param name="Cursor">Its place in the run's log.</param>
/// <param name="Attempt">The attempt that it belongs to.</param>
/// <param name="Text">What it says; a model's last update says nothing and is no token.</param>
public sealed record Token(RunCursor Cursor, int Attempt, string Text)
{
    /// <summary>The token that a part is, if it is one.</summary>
    public static Token? Of(Part part) => part is Part.Model({ Text: { Length: > 0 } text }) ? new Token(part.Cursor, part.Attempt, text) : null;

    /// <summary>The tokens of a whole subscription, in its order.</summary>
    public static async Task<IReadOnlyList<Token>> ReadAsync(IAsyncEnumerable<Part> parts) => await parts.Select(Of).OfType<Token>().ToListAsync();
}
