using System.Text.Json;

namespace Runnel;

/// <summary>A call of any tool, for code that shows calls without knowing the tools: logs, user interfaces.</summary>
public interface IToolCall
{
    /// <summary>The call's id, given by the model; unique within a step.</summary>
    string ToolCallId { get; }

    /// <summary>The tool's name as the model sees it.</summary>
    string ToolName { get; }

    /// <summary>The call's input as JSON.</summary>
    /// <param name="options">Must know the tool's arguments; not used where the input is JSON already.</param>
    JsonElement GetInput(JsonSerializerOptions options);
}

/// <summary>What a call of any tool returned.</summary>
public interface IToolResult
{
    /// <inheritdoc cref="IToolCall.ToolCallId"/>
    string ToolCallId { get; }

    /// <inheritdoc cref="IToolCall.ToolName"/>
    string ToolName { get; }

    /// <inheritdoc cref="IToolCall.GetInput"/>
    JsonElement GetInput(JsonSerializerOptions options);

    /// <summary>What the tool returned, as JSON.</summary>
    /// <param name="options">Must know the tool's output; not used where the output is JSON already.</param>
    JsonElement GetOutput(JsonSerializerOptions options);
}

/// <summary>How a call of any tool failed.</summary>
public interface IToolError
{
    /// <inheritdoc cref="IToolCall.ToolCallId"/>
    string ToolCallId { get; }

    /// <inheritdoc cref="IToolCall.ToolName"/>
    string ToolName { get; }

    /// <summary>What went wrong.</summary>
    TaskError Error { get; }

    /// <inheritdoc cref="IToolCall.GetInput"/>
    JsonElement GetInput(JsonSerializerOptions options);
}
