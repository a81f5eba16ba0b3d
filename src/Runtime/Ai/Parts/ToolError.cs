using System.Text.Json;
using Runnel.Ai;

namespace Runnel;

/// <summary>How a call of a tool of the set failed; the tool's own generated <c>ToolError</c> derives from it.</summary>
/// <typeparam name="TArguments">The tool's arguments.</typeparam>
/// <param name="ToolCallId">The id of the call that failed.</param>
/// <param name="ToolName">The tool's name as the model sees it.</param>
/// <param name="Arguments">What the tool was called with.</param>
/// <param name="Error">What went wrong.</param>
public abstract record ToolError<TArguments>(string ToolCallId, string ToolName, TArguments Arguments, TaskError Error) : IToolError, IToolPartJson
    where TArguments : notnull
{
    JsonElement IToolError.GetInput(JsonSerializerOptions options) => ToolPartJson.ToElement(Arguments, options);

    void IToolPartJson.Write(Utf8JsonWriter writer, JsonSerializerOptions options)
    {
        ToolPartJson.WriteStart(writer, PartType.ToolError, ToolCallId, ToolName);
        ToolPartJson.Write(writer, PartField.Input, Arguments, options);
        ToolPartJson.WriteError(writer, Error);
    }
}
