using System.ClientModel;
using System.Text.Json;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Streaming;

/// <summary>
/// An error in place of a chunk. The server's status was 200 long before, and the OpenAI package takes the chunk for an empty one.
/// </summary>
internal static class ServerError
{
    public static void ThrowIfIn(Sdk.StreamingChatCompletionUpdate chunk)
    {
        if (chunk.Patch.TryGetJson("$.error"u8, out var error))
        {
            using var document = JsonDocument.Parse(error);
            if (document.RootElement.ValueKind != JsonValueKind.Null)
            {
                throw new ClientResultException($"The server ended the response with an error: {Message(document.RootElement)}");
            }
        }
    }

    private static string? Message(JsonElement error) =>
        error.ValueKind == JsonValueKind.String ? error.GetString()
        : error.ValueKind == JsonValueKind.Object && error.TryGetProperty("message", out var message) && message.ValueKind == JsonValueKind.String
            ? message.GetString()
        : error.GetRawText();
}
