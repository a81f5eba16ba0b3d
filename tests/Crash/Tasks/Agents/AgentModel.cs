using System.Runtime.CompilerServices;
using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks.Agents;

/// <summary>
/// A model that follows the plan of its prompt, word by word and with pauses. Each time that it is asked its calls have new ids, another order and other places
/// in the text.
/// </summary>
public sealed class AgentModel(AgentScope scope, ActivityBoard board) : IChatClient
{
    private static readonly TimeSpan LongestThought = TimeSpan.FromMilliseconds(120);

    public async IAsyncEnumerable<ChatResponseUpdate> GetStreamingResponseAsync(
        IEnumerable<ChatMessage> messages, ChatOptions? options = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var conversation = messages.ToList();
        var plan = AgentPlan.Of(conversation[0].Text);
        var step = conversation.Count(message => message.Role == ChatRole.Assistant);
        var text = plan.TextOf(step, ResultsIn(conversation));
        scope.Witness.ModelAsked(step);
        using (board.Thinks())
        {
            await Task.Delay(Random.Shared.NextDouble() * LongestThought, cancellationToken);
        }

        using var writing = board.Writes();
        var updates = WordsOf(text).Select(AIContent (word) => new TextContent(word)).ToList();
        foreach (var call in plan.Calls[step].Shuffle())
        {
            updates.Insert(Random.Shared.Next(updates.Count + 1), ContentOf(call));
        }

        foreach (var content in updates)
        {
            yield return new ChatResponseUpdate(ChatRole.Assistant, [content]);
            await PauseAsync(cancellationToken);
        }

        yield return new ChatResponseUpdate(ChatRole.Assistant, [new UsageContent(new UsageDetails { OutputTokenCount = text.Length })])
        {
            FinishReason = plan.Calls[step].Count > 0 ? ChatFinishReason.ToolCalls : ChatFinishReason.Stop,
        };
    }

    public Task<ChatResponse> GetResponseAsync(IEnumerable<ChatMessage> messages, ChatOptions? options = null, CancellationToken cancellationToken = default) =>
        throw new NotSupportedException();

    public object? GetService(Type serviceType, object? serviceKey = null) => null;

    public void Dispose()
    {
        // It has nothing to give back.
    }

    // Each with the space behind it.
    private static IEnumerable<string> WordsOf(string text) => text.TrimEnd().Split(' ').Select(word => word + " ");

    private static FunctionCallContent ContentOf(AgentCall call) => new(
        $"call-{Guid.NewGuid():N}",
        call.Tool,
        new Dictionary<string, object?> { [call.Tool == AgentCall.Search ? "topic" : "term"] = JsonSerializer.SerializeToElement(call.Argument) });

    private static IEnumerable<string> ResultsIn(IEnumerable<ChatMessage> conversation) =>
        conversation.SelectMany(message => message.Contents).OfType<FunctionResultContent>().Select(content => content.Result switch
        {
            JsonElement { ValueKind: JsonValueKind.Object } found => found.GetProperty("text").GetString()!,
            JsonElement { ValueKind: JsonValueKind.Number } number => number.GetRawText(),
            string text when text.StartsWith("Error:", StringComparison.Ordinal) => AgentCall.Failure,
            var other => $"what no tool gives: {other}",
        });

    private static Task PauseAsync(CancellationToken cancellationToken) =>
        Random.Shared.Next(3) == 0 ? Task.Delay(Random.Shared.Next(25), cancellationToken) : Task.CompletedTask;
}
