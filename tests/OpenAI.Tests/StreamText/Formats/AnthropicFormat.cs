using System.Text.Json;
using System.Text.Json.Nodes;
using Anthropic;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;

namespace Runnel.OpenAI.Tests.StreamText.Formats;

/// <summary>Anthropic's messages, by the chat client of Anthropic's own package.</summary>
internal sealed class AnthropicFormat : Format
{
    public override (long Input, long Output) Usage => (11, 7);

    public override bool ShowsInput => false;

    /// <summary>An event.</summary>
    /// <param name="type">Its type.</param>
    /// <param name="members">The JSON members of its data, beside the type.</param>
    public static string Event(string type, string members = "") =>
        $"event: {type}\ndata: {{\"type\":\"{type}\"{(members.Length > 0 ? "," : "")}{members.ReplaceLineEndings("")}}}\n\n";

    public override IChatClient At(LocalServer server) => At(server, retries: 0);

    public static IChatClient At(LocalServer server, int retries) =>
        new AnthropicClient { ApiKey = "sk-test", BaseUrl = server.Address.ToString().TrimEnd('/'), MaxRetries = retries }.AsIChatClient("claude-test");

    public override IReadOnlyList<SentCall> CallsIn(ReceivedRequest request) =>
    [
        .. Blocks(request, "tool_use").Select(block => new SentCall(
            block.GetProperty("id").GetString()!, block.GetProperty("name").GetString()!, block.GetProperty("input").GetRawText())),
    ];

    public override IReadOnlyList<SentResult> ResultsIn(ReceivedRequest request) =>
    [
        .. Blocks(request, "tool_result").Select(block => new SentResult(block.GetProperty("tool_use_id").GetString()!, Content(block.GetProperty("content")))),
    ];

    public static IEnumerable<JsonElement> Blocks(ReceivedRequest request, string type) => request.Body.GetProperty("messages").EnumerateArray()
        .Where(message => message.GetProperty("content").ValueKind == JsonValueKind.Array)
        .SelectMany(message => message.GetProperty("content").EnumerateArray())
        .Where(block => block.GetProperty("type").GetString() == type);

    protected override IEnumerable<string> Begin() =>
    [
        Event("message_start", """
            "message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-test","content":[],"stop_reason":null,"stop_sequence":null,
            "usage":{"input_tokens":11,"output_tokens":1,"cache_read_input_tokens":0,"cache_creation_input_tokens":0}}
            """),
    ];

    protected override IEnumerable<string> Events(IReadOnlyList<Said> said) => said.SelectMany((part, index) => part switch
    {
        SaidText { Text: var text } => Block(index, """{"type":"text","text":""}""", Pieces(text).Select(piece => Delta("text_delta", "text", piece))),
        SaidRefusal { Text: var text } => Block(index, """{"type":"text","text":""}""", [Delta("text_delta", "text", text)]),
        SaidReasoning { Text: var text, Signature: var signature } => Block(
            index, """{"type":"thinking","thinking":"","signature":""}""",
            [.. Pieces(text).Select(piece => Delta("thinking_delta", "thinking", piece)), Delta("signature_delta", "signature", signature)]),
        SaidRedacted { Data: var data } => Block(index, new JsonObject { ["type"] = "redacted_thinking", ["data"] = data }.ToJsonString(), []),
        SaidCall call => Block(
            index, new JsonObject { ["type"] = "tool_use", ["id"] = call.Id, ["name"] = call.Name, ["input"] = new JsonObject() }.ToJsonString(),
            Pieces(call.Arguments).Select(piece => Delta("input_json_delta", "partial_json", piece)), call.IsEnded),
        _ => throw new NotSupportedException($"Messages have no {part}."),
    });

    protected override IEnumerable<string> End(ChatFinishReason reason)
    {
        var wire = reason == ChatFinishReason.ToolCalls ? "tool_use"
            : reason == ChatFinishReason.Length ? "max_tokens"
            : reason == ChatFinishReason.ContentFilter ? "refusal"
            : "end_turn";
        return [Event("message_delta", $$$""" "delta":{"stop_reason":"{{{wire}}}","stop_sequence":null},"usage":{"output_tokens":7} """), Event("message_stop")];
    }

    protected override string Error(string message) =>
        new JsonObject { ["type"] = "error", ["error"] = new JsonObject { ["type"] = "some_error", ["message"] = message } }.ToJsonString();

    private static IEnumerable<string> Block(int index, string start, IEnumerable<string> deltas, bool isEnded = true) =>
    [
        Event("content_block_start", $$""" "index":{{index}},"content_block":{{start}} """),
        .. deltas.Select(delta => Event("content_block_delta", $$""" "index":{{index}},"delta":{{delta}} """)),
        .. isEnded ? [Event("content_block_stop", $$""" "index":{{index}} """)] : Array.Empty<string>(),
    ];

    private static string Delta(string type, string member, string text) => new JsonObject { ["type"] = type, [member] = text }.ToJsonString();

    private static string Content(JsonElement content) => content.ValueKind == JsonValueKind.String ? content.GetString()! : content.GetRawText();
}
