using System.Text.Json;
using Runnel.Ai;

namespace Runnel;

/// <summary>What a tool returned that has no types here. Two are equal when input and output are the same JSON values.</summary>
/// <param name="ToolCallId">The id of the call that it answers.</param>
/// <param name="ToolName">The tool's name as the model sees it.</param>
/// <param name="Input">What the tool was called with.</param>
/// <param name="Output">What it returned.</param>
public sealed record DynamicToolResult(string ToolCallId, string ToolName, JsonElement Input, JsonElement Output)
    : ITextStreamPart<IToolSet>, IToolResult, IToolPartJson
{
    /// <inheritdoc/>
    public bool Equals(DynamicToolResult? other) =>
        other is not null && ToolCallId == other.ToolCallId && ToolName == other.ToolName
        && JsonValue.Equal(Input, other.Input) && JsonValue.Equal(Output, other.Output);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(ToolCallId, ToolName);

    JsonElement IToolResult.GetInput(JsonSerializerOptions options) => Input;

    JsonElement IToolResult.GetOutput(JsonSerializerOptions options) => Output;

    void IToolPartJson.Write(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        ToolPartJson.WriteStart(writer, PartType.ToolResult, ToolCallId, ToolName);
        JsonValue.Write(writer, PartField.Input, Input);
        JsonValue.Write(writer, PartField.Output, Output);
        writer.WriteBoolean(PartField.Dynamic, value: true);
    }
}
