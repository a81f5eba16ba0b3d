using System.Globalization;
using System.Text.Json;

namespace Runnel.Validation;

/// <summary>Whether bytes are JSON at all, of a depth that is read.</summary>
internal static class JsonForm
{
    // Deep enough to tell what is too deep from what is not JSON; the reader keeps a bit for each level.
    private const int DeepestRead = 100_000;

    public static PayloadProblem? ProblemOf(ReadOnlySpan<byte> json, int maxDepth)
    {
        var reader = new Utf8JsonReader(json, new JsonReaderOptions { MaxDepth = DeepestRead });
        try
        {
            while (reader.Read())
            {
                if (reader.CurrentDepth >= maxDepth && reader.TokenType is JsonTokenType.StartObject or JsonTokenType.StartArray)
                {
                    return new PayloadProblem("$", string.Create(CultureInfo.InvariantCulture, $"it is nested more than {maxDepth} levels deep; make it flatter."));
                }
            }

            return null;
        }
        catch (JsonException exception)
        {
            return new PayloadProblem("$", $"it is not JSON: {Message(exception)}");
        }
    }

    /// <summary>The message without the path and position that System.Text.Json appends; the path is told on its own.</summary>
    public static string Message(JsonException exception)
    {
        var end = exception.Message.IndexOf(" Path: ", StringComparison.Ordinal);
        return end < 0 ? exception.Message : exception.Message[..end];
    }
}
