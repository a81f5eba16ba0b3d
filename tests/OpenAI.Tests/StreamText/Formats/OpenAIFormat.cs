using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;

namespace Runnel.OpenAI.Tests.StreamText.Formats;

/// <summary>OpenAI's chat completions, by <c>AsIChatClient()</c> of this package.</summary>
internal sealed class OpenAIFormat : Format
{
    public override (long Input, long Output) Usage => (11, 7);

    public override bool ShowsInput => true;

    public override IChatClient At(LocalServer server) => Model.At(server);

    public override IReadOnlyList<SentCall> CallsIn(ReceivedRequest request) =>
    [
        .. Messages(request).Where(message => message.TryGetProperty("tool_calls", out _)).SelectMany(message => message.GetProperty("tool_calls").EnumerateArray())
            .Select(call => new SentCall(call.GetProperty("id").GetString()!, Function(call, "name"), Function(call, "arguments"))),
    ];

    public override IReadOnlyList<SentResult> ResultsIn(ReceivedRequest request) =>
    [
        .. Messages(request).Where(message => message.GetProperty("role").GetString() == "tool")
            .Select(message => new SentResult(message.GetProperty("tool_call_id").GetString()!, message.GetProperty("content").GetString()!)),
    ];

    protected override IEnumerable<string> Begin() => [Chunk.Role];

    protected override IEnumerable<string> Events(IReadOnlyList<Said> said)
    {
        var calls = 0;
        return said.SelectMany(part => part switch
        {
            SaidText { Text: var text } => Pieces(text).Select(Chunk.Text),
            SaidReasoning { Text: var text } => Pieces(text).Select(piece => Chunk.Delta(new JsonObject { ["reasoning_content"] = piece }.ToJsonString())),
            SaidRefusal { Text: var text } => Pieces(text).Select(Chunk.Refusal),
            SaidCall call => Call(calls++, call),
            _ => throw new NotSupportedException($"Chat completions have no {part}."),
        });
    }

    protected override IEnumerable<string> End(ChatFinishReason reason) => [Chunk.Finish(reason.Value), Chunk.Usage, Chunk.Done];

    protected override string Error(string message) =>
        new JsonObject { ["error"] = new JsonObject { ["message"] = message, ["type"] = "some_error", ["param"] = null, ["code"] = "some_code" } }.ToJsonString();

    private static IEnumerable<string> Call(int index, SaidCall call) =>
        [Chunk.Call(index, call.Id, call.Name, ""), .. Pieces(call.Arguments).Select(piece => Chunk.Call(index, null, null, piece))];

    private static IEnumerable<JsonElement> Messages(ReceivedRequest request) => request.Body.GetProperty("messages").EnumerateArray();

    private static string Function(JsonElement call, string name) => call.GetProperty("function").GetProperty(name).GetString()!;
}
