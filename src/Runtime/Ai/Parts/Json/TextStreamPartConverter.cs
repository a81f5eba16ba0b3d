using System.Text.Json;
using System.Text.Json.Serialization;

namespace Runnel.Ai;

/// <summary>The JSON of a set's parts; see <see cref="TextStreamPartJson"/>.</summary>
internal sealed class TextStreamPartConverter<TTools>(IReadOnlyList<IToolParts<ITextStreamPart<TTools>>> tools)
    : JsonConverter<ITextStreamPart<TTools>>
    where TTools : class, IToolSet
{
    private readonly Dictionary<string, IToolParts<ITextStreamPart<TTools>>> tools = tools.ToDictionary(tool => tool.Name, StringComparer.Ordinal);

    /// <summary>The id that was read last: thousands of deltas share one. A race costs a string.</summary>
    private string recentId = "0";

    public override ITextStreamPart<TTools> Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType != JsonTokenType.StartObject)
        {
            throw new JsonException($"A part of a text stream must be an object, not {reader.TokenType}.");
        }

        var type = PartType.Read(reader);
        switch (type)
        {
            case PartType.TextDelta:
                var text = DeltaFields.Read(ref reader, type, "text"u8, recentId);
                return new TextDelta(text.Text) { Id = recentId = text.Id };
            case PartType.ReasoningDelta:
                var reasoning = DeltaFields.Read(ref reader, type, "text"u8, recentId);
                return new ReasoningDelta(reasoning.Text) { Id = recentId = reasoning.Id };
            case PartType.ToolInputDelta:
                var input = DeltaFields.Read(ref reader, type, "delta"u8, recentId);
                return new ToolInputDelta(recentId = input.Id, input.Text);
            default:
                return ReadRare(new PartFields(type, JsonElement.ParseValue(ref reader)), options);
        }
    }

    public override void Write(Utf8JsonWriter writer, ITextStreamPart<TTools> value, JsonSerializerOptions options) =>
        TextStreamPartWriter.Write(writer, value, options);

    private ITextStreamPart<TTools> ReadRare(PartFields part, JsonSerializerOptions options) =>
        part.Type is PartType.ToolCall or PartType.ToolResult or PartType.ToolError
        && !part.IsTrue("dynamic") && !part.IsTrue("invalid")
        && tools.TryGetValue(part.Text("toolName"), out var tool)
            ? ReadTyped(part, tool, options)
            : TextStreamPartReader.Read(part);

    private static ITextStreamPart<TTools> ReadTyped(PartFields part, IToolParts<ITextStreamPart<TTools>> tool, JsonSerializerOptions options)
    {
        var toolCallId = part.Text("toolCallId");
        var arguments = tool.ReadArguments(part.Value("input"), options);
        return part.Type switch
        {
            PartType.ToolCall => tool.Call(toolCallId, arguments),
            PartType.ToolResult => tool.Result(toolCallId, arguments, tool.ReadOutput(part.Value("output"), options)),
            _ => tool.Error(toolCallId, arguments, part.Error()),
        };
    }
}
