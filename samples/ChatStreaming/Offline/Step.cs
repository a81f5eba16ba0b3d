namespace ChatStreaming.Offline;

/// <summary>What the offline model does next: it says something, and calls tools or is done.</summary>
internal sealed record Step(string Text, params IReadOnlyList<ToolUse> Uses);

/// <summary>A call of a tool that the offline model wants to make.</summary>
internal sealed record ToolUse(string Tool, string Argument, object Value);
