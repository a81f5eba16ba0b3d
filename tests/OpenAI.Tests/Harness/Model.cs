using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using OpenAI;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Tests.Harness;

/// <summary>The chat client under test, in front of a local server.</summary>
internal static class Model
{
    public static IChatClient At(LocalServer server, PipelinePolicy? retries = null, HttpMessageHandler? handler = null, TimeSpan? timeout = null) =>
        Client(server, retries, handler, timeout).AsIChatClient();

    /// <summary>The OpenAI package's client; unless told otherwise, without retries.</summary>
    public static Sdk.ChatClient Client(LocalServer server, PipelinePolicy? retries = null, HttpMessageHandler? handler = null, TimeSpan? timeout = null)
    {
        var options = new OpenAIClientOptions
        {
            Endpoint = new Uri(server.Address, "v1"),
            RetryPolicy = retries ?? new ClientRetryPolicy(maxRetries: 0),
            NetworkTimeout = timeout,
        };
        if (handler is not null)
        {
            options.Transport = new HttpClientPipelineTransport(new HttpClient(handler));
        }

        return new Sdk.ChatClient("gpt-test", new ApiKeyCredential("sk-test"), options);
    }

    public static async Task<List<ChatResponseUpdate>> StreamAsync(LocalServer server, ChatOptions? options = null)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in At(server).GetStreamingResponseAsync("Hi", options).WithPatience())
        {
            updates.Add(update);
        }

        return updates;
    }

    public static IAsyncEnumerable<T> WithPatience<T>(this IAsyncEnumerable<T> source) => new Patient<T>(source);

    public static string Text(this IEnumerable<ChatResponseUpdate> updates) => string.Concat(updates.Select(update => update.Text));

    public static IEnumerable<T> All<T>(this IEnumerable<ChatResponseUpdate> updates)
        where T : AIContent => updates.SelectMany(update => update.Contents).OfType<T>();

    private sealed class Patient<T>(IAsyncEnumerable<T> source) : IAsyncEnumerable<T>
    {
        public async IAsyncEnumerator<T> GetAsyncEnumerator(CancellationToken cancellationToken = default)
        {
            await using var enumerator = source.GetAsyncEnumerator(cancellationToken);
            while (await enumerator.MoveNextAsync().AsTask().WaitAsync(Patience.Limit, CancellationToken.None))
            {
                yield return enumerator.Current;
            }
        }
    }
}
