using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Requests;
using Runnel.OpenAI.Responses;
using Runnel.OpenAI.Streaming;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI;

/// <summary>The OpenAI package's client for chat completions as an <see cref="IChatClient"/>.</summary>
internal sealed class OpenAIChatClient(Sdk.ChatClient client, bool requireFinishReason) : IChatClient
{
    private readonly ChatClientMetadata metadata = new("openai", client.Endpoint, client.Model);

    public object? GetService(Type serviceType, object? serviceKey = null)
    {
        ArgumentNullException.ThrowIfNull(serviceType);
        return serviceKey is not null ? null
            : serviceType == typeof(ChatClientMetadata) ? metadata
            : serviceType == typeof(Sdk.ChatClient) ? client
            : serviceType.IsInstanceOfType(this) ? this
            : null;
    }

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ChatActivity.NameTheApi();
        var completionOptions = CompletionOptions.From(options, this);
        try
        {
            List<Sdk.ChatMessage> requestMessages = [.. RequestMessages.From(messages, options)];
            var result = await client.CompleteChatAsync(requestMessages, completionOptions, cancellationToken).ConfigureAwait(false);
            return CompletedResponse.From(result.Value, completionOptions);
        }
        catch (Exception exception) when (ResponseFailure.IsUnclear(exception, cancellationToken))
        {
            throw ResponseFailure.Explain(exception, cancellationToken);
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(messages);
        ChatActivity.NameTheApi();
        return StreamAsync([.. RequestMessages.From(messages, options)], CompletionOptions.From(options, this), cancellationToken);
    }

    public void Dispose()
    {
        // The OpenAI package's client has nothing to dispose of.
    }

    // The request is made with the enumerator's token, so that cancellation ends it however the token was given.
    private async IAsyncEnumerable<ChatResponseUpdate> StreamAsync(
        List<Sdk.ChatMessage> messages, Sdk.ChatCompletionOptions options, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var response = new StreamedResponse(options, requireFinishReason);
        var chunks = client.CompleteChatStreamingAsync(messages, options, cancellationToken).GetAsyncEnumerator(cancellationToken);
        await using (chunks.ConfigureAwait(false))
        {
            while (await MoveNextAsync(chunks, cancellationToken).ConfigureAwait(false))
            {
                yield return response.Add(chunks.Current);
            }
        }

        if (response.End() is { } last)
        {
            yield return last;
        }
    }

    private static async ValueTask<bool> MoveNextAsync(
        IAsyncEnumerator<Sdk.StreamingChatCompletionUpdate> chunks, CancellationToken cancellationToken)
    {
        try
        {
            return await chunks.MoveNextAsync().ConfigureAwait(false);
        }
        catch (Exception exception) when (ResponseFailure.IsUnclear(exception, cancellationToken))
        {
            throw ResponseFailure.Explain(exception, cancellationToken);
        }
    }
}
