using System.Runtime.CompilerServices;
using Microsoft.Extensions.AI;

namespace Runnel.Tools.Tests.Text;

/// <summary>A model that says what it is told to, one script for each time that it is asked, and remembers what it was asked.</summary>
public sealed class ScriptedModel(params Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>[] scripts) : IChatClient
{
    private Func<IReadOnlyList<ChatMessage>, AIContent[]>? answer;

    public List<List<ChatMessage>> Asked { get; } = [];

    public List<ChatOptions?> Options { get; } = [];

    public static ScriptedModel Of(params AIContent[][] answers) =>
        new([.. answers.Select(answer => (Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>)(token => Say(answer, token)))]);

    /// <summary>One that answers by what it is asked, however often.</summary>
    public static ScriptedModel By(Func<IReadOnlyList<ChatMessage>, AIContent[]> answer) => new() { answer = answer };

    public static FunctionCallContent Call(string id, string name, params (string Name, object? Value)[] arguments) =>
        new(id, name, arguments.ToDictionary(argument => argument.Name, argument => argument.Value));

    public static async IAsyncEnumerable<ChatResponseUpdate> Say(AIContent[] contents, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        foreach (var content in contents)
        {
            cancellationToken.ThrowIfCancellationRequested();
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
            await Task.CompletedTask;
        }
    }

    public IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default)
    {
        Asked.Add([.. messages]);
        Options.Add(options);
        if (answer is not null)
        {
            return Say(answer([.. messages]), cancellationToken);
        }

        return Asked.Count <= scripts.Length ? scripts[Asked.Count - 1](cancellationToken) : throw new InvalidOperationException("The model was asked once too often.");
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
    }
}
