using System.Text.Json;
using Runnel.Ai;

namespace Runnel;

/// <summary>What a tool of the set returned; the tool's own generated <c>ToolResult</c> derives from it.</summary>
/// <typeparam name="TArguments">The tool's arguments.</typeparam>
/// <typeparam name="TOutput">What the tool returns.</typeparam>
/// <param name="ToolCallId">The id of the call that it answers.</param>
/// <param name="ToolName">The tool's name as the model sees it.</param>
/// <param name="Arguments">What the tool was called with.</param>
/// <param name="Output">What it returned.</param>
public abstract record ToolResult<TArguments, TOutput>(string ToolCallId, string ToolName, TArguments Arguments, TOutput Output)
    : IToolResult, IToolPartJson
    where TArguments : notnull
{
    JsonElement IToolResult.GetInput(JsonSerializerOptions options) => ToolPartJson.ToElement(Arguments, options);

    JsonElement IToolResult.GetOutput(JsonSerializerOptions options) => ToolPartJson.ToElement(Output, options);

    void IToolPartJson.Write(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        ToolPartJson.WriteStart(writer, PartType.ToolResult, ToolCallId, ToolName);
        ToolPartJson.Write(writer, PartField.Input, Arguments, options);
        ToolPartJson.Write(writer, PartField.Output, Output, options);
    }
}
