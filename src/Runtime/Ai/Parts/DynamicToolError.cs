using System.Text.Json;
using Runnel.Ai;

namespace Runnel;

/// <summary>
/// How a call failed whose tool has no types here; an invalid call's failure is one too, whatever its tool. Two are equal when their
/// inputs are the same JSON value.
/// </summary>
/// <param name="ToolCallId">The id of the call that failed.</param>
/// <param name="ToolName">The tool's name as the model wrote it.</param>
/// <param name="Input">What the tool was, or was to be, called with.</param>
/// <param name="Error">What went wrong.</param>
public sealed record DynamicToolError(string ToolCallId, string ToolName, JsonElement Input, TaskError Error)
    : ITextStreamPart<IToolSet>, IToolError, IToolPartJson
{
    /// <inheritdoc/>
    public bool Equals(DynamicToolError? other) =>
        other is not null && ToolCallId == other.ToolCallId && ToolName == other.ToolName
        && JsonValue.Equal(Input, other.Input) && Error == other.Error;

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ToolCallId, ToolName);

    JsonElement IToolError.GetInput(JsonSerializerOptions options) => Input;

    void IToolPartJson.Write(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        ToolPartJson.WriteStart(writer, PartType.ToolError, ToolCallId, ToolName);
        JsonValue.Write(writer, PartField.Input, Input);
        ToolPartJson.WriteError(writer, Error);
        writer.WriteBoolean(PartField.Dynamic, value: true);
    }
}
