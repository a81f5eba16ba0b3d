using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Runnel.Benchmarks.Suites.StreamText;

/// <summary>How a model hands over its updates.</summary>
internal enum Pace
{
    /// <summary>Each is made when it is asked for, and is there at once.</summary>
    AtOnce,

    /// <summary>Each is made by the thread pool's next turn, as one is that the network brings.</summary>
    ByThreadPool,

    /// <summary>One and the same object again and again, which no real client can do: what stands beside it does next to nothing.</summary>
    MadeBefore,
}

/// <summary>A model in memory that says the same token again and again.</summary>
/// <param name="tokens">How often.</param>
/// <param name="length">The token's, in characters.</param>
/// <param name="pace">How it comes.</param>
internal sealed class TokenModel(int tokens, int length, Pace pace) : IChatClient
{
    private readonly string token = new('x', length);

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) => pace switch
        {
            Pace.AtOnce => SayAtOnceAsync(cancellationToken),
            Pace.ByThreadPool => SayByThreadPoolAsync(cancellationToken),
            _ => SayMadeBeforeAsync(cancellationToken),
        };

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // It has nothing to give back.
    }

    private async IAsyncEnumerable<ChatResponseUpdate> SayAtOnceAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var left = tokens; left > 0; left--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, token);
        }

        await Task.CompletedTask;
    }

    private async IAsyncEnumerable<ChatResponseUpdate> SayByThreadPoolAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        for (var left = tokens; left > 0; left--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            await Task.Yield();
            yield return new ChatResponseUpdate(ChatRole.Assistant, token);
        }
    }

    private async IAsyncEnumerable<ChatResponseUpdate> SayMadeBeforeAsync([EnumeratorCancellation] CancellationToken cancellationToken)
    {
        var update = new ChatResponseUpdate(ChatRole.Assistant, token);
        for (var left = tokens; left > 0; left--)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return update;
        }

        await Task.CompletedTask;
    }
}
