namespace Runnel;

/// <summary>The model begins to write the input of a tool call.</summary>
/// <param name="ToolCallId">The call's id, the same as in the call that follows.</param>
/// <param name="ToolName">The tool's name as the model sees it; the set need not have it.</param>
public sealed record ToolInputStart(string ToolCallId, string ToolName) : ITextStreamPart<IToolSet>;

/// <summary>The next piece of a tool call's input.</summary>
/// <param name="ToolCallId">The call's id.</param>
/// <param name="Delta">A piece of the input's JSON text, not JSON in itself.</param>
public sealed record ToolInputDelta(string ToolCallId, string Delta) : ITextStreamPart<IToolSet>;

/// <summary>
/// The input of a tool call is complete; the call itself follows, or a <see cref="DynamicToolCall"/> that says what is wrong with it.
/// </summary>
/// <param name="ToolCallId">The call's id.</param>
public sealed record ToolInputEnd(string ToolCallId) : ITextStreamPart<IToolSet>;
