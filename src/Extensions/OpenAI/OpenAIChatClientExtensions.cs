using OpenAI.Chat;
using Runnel.OpenAI;

namespace Microsoft.Extensions.AI;

/// <summary>Makes clients of the OpenAI package chat clients.</summary>
/// <remarks>
/// The method is named, and behaves, as that of the package Microsoft.Extensions.AI.OpenAI, so that either can stand for the other. Where both
/// packages are referenced a call without <c>requireFinishReason</c> means that package's: the compiler prefers a method without optional parameters.
/// </remarks>
public static class OpenAIChatClientExtensions
{
    /// <summary>Makes a chat client of the client for chat completions, of OpenAI itself or of a server that speaks its format.</summary>
    /// <param name="chatClient">
    /// The client. Its pipeline decides on retries, by default 3 for each request that has no answer yet, and on timeouts, by default 100 s without a
    /// byte; see <c>OpenAIClientOptions.RetryPolicy</c> and <c>NetworkTimeout</c>. A response that has begun is never asked for again.
    /// </param>
    /// <param name="requireFinishReason">
    /// Whether a streamed response that ends without a finish reason, as one does whose connection was lost, fails with an <see cref="IOException"/>.
    /// Default <see langword="true"/>; <see langword="false"/> for a server that sends none.
    /// </param>
    /// <exception cref="ArgumentNullException"><paramref name="chatClient"/> is <see langword="null"/>.</exception>
    public static IChatClient AsIChatClient(this ChatClient chatClient, bool requireFinishReason = true)
    {
        ArgumentNullException.ThrowIfNull(chatClient);
        return new OpenAIChatClient(chatClient, requireFinishReason);
    }
}
