using System.Collections.Concurrent;
using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.MicrosoftExtensionsAI.Tests;

/// <summary>A call that the model makes.</summary>
/// <param name="Name">The tool.</param>
/// <param name="Arguments">What it gives, as JSON.</param>
public sealed record Call(string Name, string Arguments)
{
    public static Call Weather(string location) => new("getWeather", $$"""{"location":"{{location}}"}""");
}

/// <summary>
/// A model that makes its calls turn by turn, and at last says what the results of the last turn were. As a real one it remembers nothing: which turn it is, the
/// messages tell; and its calls never have the same id again.
/// </summary>
internal sealed class ScriptedModel(params IReadOnlyList<IReadOnlyList<Call>> turns) : IChatClient
{
    private int ids;

    /// <summary>The results that each request ended with, in the order of the requests.</summary>
    public ConcurrentQueue<IReadOnlyList<FunctionResultContent>> Requests { get; } = [];

    /// <summary>What the ids of its calls look like.</summary>
    public string CallIdFormat { get; init; } = "call_{0}";

    public static string TextOf(FunctionResultContent result) => result.Result switch
    {
        string text => text,
        JsonElement json => json.GetRawText(),
        var other => throw new InvalidOperationException($"A model cannot be shown {other}."),
    };

    public async Task<ChatResponse> GetResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        // Not at once, as over a network.
        await Task.Yield();
        cancellationToken.ThrowIfCancellationRequested();
        var results = messages.Select(message => message.Contents.OfType<FunctionResultContent>().ToList()).Where(results => results.Count > 0).ToList();
        Requests.Enqueue(results is [.., var last] ? last : []);
        return new ChatResponse(results.Count < turns.Count
            ? new ChatMessage(ChatRole.Assistant, [.. turns[results.Count].Select(CallOf)])
            : new ChatMessage(ChatRole.Assistant, string.Join("; ", results[^1].Select(TextOf))));
    }

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var update in (await GetResponseAsync(messages, options, cancellationToken)).ToChatResponseUpdates())
        {
            yield return update;
        }
    }

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }

    private AIContent CallOf(Call call) => FunctionCallContent.CreateFromParsedArguments(
        call.Arguments,
        string.Format(null, CallIdFormat, Interlocked.Increment(ref ids)),
        call.Name,
        static json => JsonSerializer.Deserialize<Dictionary<string, object?>>(json));
}
