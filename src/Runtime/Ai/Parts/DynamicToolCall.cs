using System.Text.Json;
using Runnel.Ai;

namespace Runnel;

/// <summary>
/// A tool call whose arguments have no type here: of a tool that the set does not have, of one that was added at run time, or one that is
/// not valid. Two are equal when their input is the same JSON value.
/// </summary>
/// <param name="ToolCallId">The call's id, given by the model; unique within a step.</param>
/// <param name="ToolName">The tool's name as the model wrote it.</param>
/// <param name="Input">The input; where what the model wrote is not JSON, its text as a JSON string.</param>
public sealed record DynamicToolCall(string ToolCallId, string ToolName, JsonElement Input)
    : ITextStreamPart<IToolSet>, IToolCall, IToolPartJson
{
    /// <summary>
    /// Whether the call cannot be made, because there is no such tool or its input is wrong; default false. <see cref="Error"/> says why.
    /// </summary>
    public bool IsInvalid { get; init; }

    /// <summary>Why the call is not valid; <see langword="null"/> where it is.</summary>
    public TaskError? Error { get; init; }

    /// <inheritdoc/>
    public bool Equals(DynamicToolCall? other) =>
        other is not null && ToolCallId == other.ToolCallId && ToolName == other.ToolName && JsonValue.Equal(Input, other.Input)
        && IsInvalid == other.IsInvalid && Error == other.Error;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ToolCallId, ToolName);

    JsonElement IToolCall.GetInput(JsonSerializerOptions options) => Input;

    void IToolPartJson.Write(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        ToolPartJson.WriteStart(writer, PartType.ToolCall, ToolCallId, ToolName);
        JsonValue.Write(writer, PartField.Input, Input);
        writer.WriteBoolean(PartField.Dynamic, value: true);
        if (IsInvalid)
        {
            writer.WriteBoolean(PartField.Invalid, value: true);
        }

        if (Error is { } error)
        {
            ToolPartJson.WriteError(writer, error);
        }
    }
}
