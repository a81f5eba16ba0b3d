using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>
/// Finish reasons as the AI SDK writes them: one of six names, and where that is <c>other</c>, the provider's own in <c>rawFinishReason</c>.
/// </summary>
internal static class FinishReasonJson
{
    private const string ToolCalls = "tool-calls";
    private const string ContentFilter = "content-filter";
    private const string Other = "other";

    public static void Write(Utf8JsonWriter writer, ChatFinishReason reason)
    {
        var name = reason == ChatFinishReason.Stop ? "stop"
            : reason == ChatFinishReason.Length ? "length"
            : reason == ChatFinishReason.ToolCalls ? ToolCalls
            : reason == ChatFinishReason.ContentFilter ? ContentFilter
            : reason.Value is "error" ? reason.Value
            : Other;
        writer.WriteString(PartField.FinishReason, name);
        if (name == Other && reason.Value != Other)
        {
            writer.WriteString(PartField.RawFinishReason, reason.Value);
        }
    }

    public static ChatFinishReason Read(PartFields part) => part.Text("finishReason") switch
    {
        "stop" => ChatFinishReason.Stop,
        "length" => ChatFinishReason.Length,
        ToolCalls => ChatFinishReason.ToolCalls,
        ContentFilter => ChatFinishReason.ContentFilter,
        Other => new(part.OptionalText("rawFinishReason") ?? Other),
        var name => new(name),
    };
}
