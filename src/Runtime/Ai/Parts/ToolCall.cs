using System.Text.Json;
using Runnel.Ai;

namespace Runnel;

/// <summary>A call of a tool of the set; the tool's own generated <c>ToolCall</c> derives from it.</summary>
/// <typeparam name="TArguments">The tool's arguments.</typeparam>
/// <param name="ToolCallId">The call's id, given by the model; unique within a step.</param>
/// <param name="ToolName">The tool's name as the model sees it.</param>
/// <param name="Arguments">What the model calls it with.</param>
public abstract record ToolCall<TArguments>(string ToolCallId, string ToolName, TArguments Arguments) : IToolCall, IToolPartJson
    where TArguments : notnull
{
    JsonElement IToolCall.GetInput(JsonSerializerOptions options) => ToolPartJson.ToElement(Arguments, options);

    void IToolPartJson.Write(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        ToolPartJson.WriteStart(writer, PartType.ToolCall, ToolCallId, ToolName);
        ToolPartJson.Write(writer, PartField.Input, Arguments, options);
    }
}
