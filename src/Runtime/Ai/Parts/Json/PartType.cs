using System.Text.Json;

namespace Runnel.Ai;

/// <summary>The types of parts as JSON names them; see <see cref="TextStreamPartJson"/> for where the names come from.</summary>
internal static class PartType
{
    public const string Abort = "abort";
    public const string Error = "error";
    public const string File = "file";
    public const string Finish = "finish";
    public const string FinishStep = "finish-step";
    public const string Raw = "raw";
    public const string ReasoningDelta = "reasoning-delta";
    public const string ReasoningEnd = "reasoning-end";
    public const string ReasoningStart = "reasoning-start";
    public const string Source = "source";
    public const string Start = "start";
    public const string StartStep = "start-step";
    public const string TextDelta = "text-delta";
    public const string TextEnd = "text-end";
    public const string TextStart = "text-start";
    public const string ToolApprovalRequest = "tool-approval-request";
    public const string ToolCall = "tool-call";
    public const string ToolError = "tool-error";
    public const string ToolInputDelta = "tool-input-delta";
    public const string ToolInputEnd = "tool-input-end";
    public const string ToolInputStart = "tool-input-start";
    public const string ToolResult = "tool-result";

    /// <summary>The type of the part that the reader stands at, which stays where it is.</summary>
    /// <param name="reader">A copy, at the start of an object.</param>
    public static string Read(Utf8JsonReader reader)
    {
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            var isType = reader.ValueTextEquals("type"u8);
            reader.Read();
            if (isType)
            {
                return Name(ref reader);
            }

            // Not Skip, which refuses to work in a stream's buffer. The whole part is in it, so that this one cannot fail.
            reader.TrySkip();
        }

        throw new JsonException("A part of a text stream has no 'type'.");
    }

    /// <summary>The frequent ones without a new string.</summary>
    private static string Name(ref Utf8JsonReader reader)
    {
        if (reader.TokenType != JsonTokenType.String)
        {
            throw new JsonException($"The 'type' of a part of a text stream must be a string, not {reader.TokenType}.");
        }

        return reader.ValueTextEquals("text-delta"u8) ? TextDelta
            : reader.ValueTextEquals("reasoning-delta"u8) ? ReasoningDelta
            : reader.ValueTextEquals("tool-input-delta"u8) ? ToolInputDelta
            : reader.GetString()!;
    }
}
