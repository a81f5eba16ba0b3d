using System.Text.Json;
using Microsoft.Extensions.AI;

namespace ChatStreaming.Offline;

/// <summary>What the offline model reads of a conversation: the latest question, and what its calls of tools have given since.</summary>
internal sealed class Conversation
{
    private readonly List<Call> calls = [];

    public Conversation(IEnumerable<ChatMessage> messages)
    {
        var all = messages.ToList();
        var question = all.FindLastIndex(message => message.Role == ChatRole.User);
        Question = question < 0 ? "" : all[question].Text;

        // By their ids: a model is told of results in any order.
        var contents = all.Skip(question + 1).SelectMany(message => message.Contents).ToList();
        var results = contents.OfType<FunctionResultContent>().ToLookup(result => result.CallId, StringComparer.Ordinal);
        foreach (var call in contents.OfType<FunctionCallContent>())
        {
            foreach (var result in results[call.CallId].Take(1))
            {
                calls.Add(new Call(call.Name, Json(call.Arguments), Json(result.Result)));
            }
        }
    }

    /// <summary>What was asked.</summary>
    public string Question { get; }

    /// <summary>The calls of one tool that were answered, in their order.</summary>
    public IReadOnlyList<Call> CallsOf(string tool) => [.. calls.Where(call => call.Tool == tool)];

    // As any client may hand it on: JSON, or what becomes JSON.
    private static JsonElement Json(object? value) =>
        value as JsonElement? ?? JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions);
}

/// <summary>A call of a tool that was answered.</summary>
/// <param name="Tool">The tool's name.</param>
/// <param name="Arguments">What it was called with: an object.</param>
/// <param name="Result">What it gave; where it failed, a text that says so.</param>
internal sealed record Call(string Tool, JsonElement Arguments, JsonElement Result);
