using System.Text.Json;

namespace Runnel.Ai;

/// <summary>The names of parts' fields, encoded once; see <see cref="TextStreamPartJson"/> for where they come from.</summary>
internal static class PartField
{
    public static readonly JsonEncodedText ApprovalId = JsonEncodedText.Encode("approvalId");
    public static readonly JsonEncodedText Base64 = JsonEncodedText.Encode("base64");
    public static readonly JsonEncodedText Delta = JsonEncodedText.Encode("delta");
    public static readonly JsonEncodedText Dynamic = JsonEncodedText.Encode("dynamic");
    public static readonly JsonEncodedText Error = JsonEncodedText.Encode("error");
    public static readonly JsonEncodedText File = JsonEncodedText.Encode("file");
    public static readonly JsonEncodedText FileName = JsonEncodedText.Encode("filename");
    public static readonly JsonEncodedText FinishReason = JsonEncodedText.Encode("finishReason");
    public static readonly JsonEncodedText Id = JsonEncodedText.Encode("id");
    public static readonly JsonEncodedText Input = JsonEncodedText.Encode("input");
    public static readonly JsonEncodedText Invalid = JsonEncodedText.Encode("invalid");
    public static readonly JsonEncodedText MediaType = JsonEncodedText.Encode("mediaType");
    public static readonly JsonEncodedText ModelId = JsonEncodedText.Encode("modelId");
    public static readonly JsonEncodedText Output = JsonEncodedText.Encode("output");
    public static readonly JsonEncodedText RawFinishReason = JsonEncodedText.Encode("rawFinishReason");
    public static readonly JsonEncodedText RawValue = JsonEncodedText.Encode("rawValue");
    public static readonly JsonEncodedText Reason = JsonEncodedText.Encode("reason");
    public static readonly JsonEncodedText Request = JsonEncodedText.Encode("request");
    public static readonly JsonEncodedText Response = JsonEncodedText.Encode("response");
    public static readonly JsonEncodedText SourceType = JsonEncodedText.Encode("sourceType");
    public static readonly JsonEncodedText Text = JsonEncodedText.Encode("text");
    public static readonly JsonEncodedText Title = JsonEncodedText.Encode("title");
    public static readonly JsonEncodedText ToolCall = JsonEncodedText.Encode("toolCall");
    public static readonly JsonEncodedText ToolCallId = JsonEncodedText.Encode("toolCallId");
    public static readonly JsonEncodedText ToolName = JsonEncodedText.Encode("toolName");
    public static readonly JsonEncodedText TotalUsage = JsonEncodedText.Encode("totalUsage");
    public static readonly JsonEncodedText Type = JsonEncodedText.Encode("type");
    public static readonly JsonEncodedText Url = JsonEncodedText.Encode("url");
    public static readonly JsonEncodedText Usage = JsonEncodedText.Encode("usage");
    public static readonly JsonEncodedText Warnings = JsonEncodedText.Encode("warnings");
}
