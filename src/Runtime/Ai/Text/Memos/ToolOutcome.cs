using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>What a tool gave, as its chat client is told: from the tool itself, or from the log.</summary>
internal static class ToolOutcome
{
    /// <summary>What is kept of it.</summary>
    /// <param name="given">What the tool gave.</param>
    /// <param name="part">The part that tells it, which knows the type.</param>
    /// <param name="options">Know the type.</param>
    public static ResultMemo Keep(object? given, IToolResult part, JsonSerializerOptions options) => given switch
    {
        JsonElement or null => new ResultMemo(ResultForm.Json, (JsonElement?)given, Error: null),
        string text => new ResultMemo(ResultForm.Text, ToJson(text, typeof(string)), Error: null),
        _ when part is not DynamicToolResult => new ResultMemo(ResultForm.Output, part.GetOutput(options), Error: null),
        AIContent content => new ResultMemo(ResultForm.Content, ToJson(content, typeof(AIContent)), Error: null),
        IEnumerable<AIContent> contents => new ResultMemo(ResultForm.Contents, ToJson(contents, typeof(IEnumerable<AIContent>)), Error: null),
        _ => new ResultMemo(ResultForm.Json, part.GetOutput(options), Error: null),
    };

    /// <summary>What the tool gave, from what was kept.</summary>
    /// <param name="memo">What was kept.</param>
    /// <param name="readOutput">Reads the tool's own output type.</param>
    public static object? Recall(ResultMemo memo, Func<JsonElement, object?> readOutput) => memo switch
    {
        { Value: null } => null,
        { Form: ResultForm.Text, Value: { } text } => text.GetString(),
        { Form: ResultForm.Output, Value: { } output } => readOutput(output),
        { Form: ResultForm.Content, Value: { } content } => FromJson(content, typeof(AIContent)),
        { Form: ResultForm.Contents, Value: { } contents } => FromJson(contents, typeof(IEnumerable<AIContent>)),
        { Value: var json } => json,
    };

    private static JsonElement ToJson(object value, Type type) => JsonSerializer.SerializeToElement(value, AIJsonUtilities.DefaultOptions.GetTypeInfo(type));

    private static object? FromJson(JsonElement json, Type type) => json.Deserialize(AIJsonUtilities.DefaultOptions.GetTypeInfo(type));
}
