using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.Tests.Ai;

/// <summary>Every part with the JSON that it is written as.</summary>
internal static class PartTable
{
    private static readonly TaskError Broken = new("System.IO.IOException", "The line is dead.");

    /// <summary>Parts of every set.</summary>
    public static IReadOnlyDictionary<string, ITextStreamPart<IToolSet>> Common { get; } = new Dictionary<string, ITextStreamPart<IToolSet>>
    {
        ["""{"type":"start"}"""] = new StreamStart(),
        ["""{"type":"start-step","request":{},"warnings":[]}"""] = new StepStart(),
        ["""{"type":"text-start","id":"t1"}"""] = new TextStart("t1"),
        ["""{"type":"text-delta","id":"0","text":"Hello"}"""] = new TextDelta("Hello"),
        ["""{"type":"text-delta","id":"t1","text":"a \"b\"\né ☂ \uD83C\uDF27"}"""] = new TextDelta("a \"b\"\né ☂ 🌧") { Id = "t1" },
        ["""{"type":"text-end","id":"t1"}"""] = new TextEnd("t1"),
        ["""{"type":"reasoning-start","id":"r1"}"""] = new ReasoningStart("r1"),
        ["""{"type":"reasoning-delta","id":"r1","text":"Hm"}"""] = new ReasoningDelta("Hm") { Id = "r1" },
        ["""{"type":"reasoning-end","id":"r1"}"""] = new ReasoningEnd("r1"),
        ["""{"type":"tool-input-start","id":"c1","toolName":"getWeather"}"""] = new ToolInputStart("c1", "getWeather"),
        ["""{"type":"tool-input-delta","id":"c1","delta":"{\"loc"}"""] = new ToolInputDelta("c1", "{\"loc"),
        ["""{"type":"tool-input-end","id":"c1"}"""] = new ToolInputEnd("c1"),
        ["""{"type":"source","sourceType":"url","id":"s1","url":"https://example.org/"}"""] = new UrlSource("s1", "https://example.org/"),
        ["""{"type":"source","sourceType":"url","id":"s1","url":"https://example.org/","title":"Example"}"""] = new UrlSource("s1", "https://example.org/") { Title = "Example" },
        ["""{"type":"source","sourceType":"document","id":"s2","mediaType":"application/pdf","title":"Report","filename":"r.pdf"}"""] =
            new DocumentSource("s2", "application/pdf", "Report") { FileName = "r.pdf" },
        ["""{"type":"file","file":{"mediaType":"image/png","base64":"iVBORw=="}}"""] = new FilePart("image/png", new byte[] { 0x89, 0x50, 0x4E, 0x47 }),
        ["""{"type":"tool-call","toolCallId":"c1","toolName":"other","input":{"a":[1,null]},"dynamic":true}"""] =
            new DynamicToolCall("c1", "other", Element("""{"a":[1,null]}""")),
        ["""{"type":"tool-call","toolCallId":"c1","toolName":"getWeather","input":"{\"location\": \"Os","dynamic":true,"invalid":true,"error":{"type":"System.IO.IOException","message":"The line is dead."}}"""] =
            new DynamicToolCall("c1", "getWeather", Element("\"{\\\"location\\\": \\\"Os\"")) { IsInvalid = true, Error = Broken },
        ["""{"type":"tool-result","toolCallId":"c1","toolName":"other","input":{},"output":[1,2],"dynamic":true}"""] =
            new DynamicToolResult("c1", "other", Element("{}"), Element("[1,2]")),
        ["""{"type":"tool-result","toolCallId":"c1","toolName":"other","input":null,"output":null,"dynamic":true}"""] =
            new DynamicToolResult("c1", "other", Element("null"), Element("null")),
        ["""{"type":"tool-error","toolCallId":"c1","toolName":"other","input":{},"error":{"type":"System.IO.IOException","message":"The line is dead."},"dynamic":true}"""] =
            new DynamicToolError("c1", "other", Element("{}"), Broken),
        ["""{"type":"finish-step","finishReason":"tool-calls","usage":{"inputTokens":10,"inputTokenDetails":{"cacheReadTokens":4},"outputTokens":20,"outputTokenDetails":{"reasoningTokens":5},"totalTokens":30,"raw":{"CacheCreation":7}},"response":{"id":"resp-1","modelId":"gpt-x"}}"""] =
            new StepFinish(ChatFinishReason.ToolCalls, FullUsage()) { ModelId = "gpt-x", ResponseId = "resp-1" },
        ["""{"type":"finish-step","finishReason":"length","usage":{"inputTokenDetails":{},"outputTokenDetails":{}},"response":{}}"""] =
            new StepFinish(ChatFinishReason.Length, new UsageDetails()),
        ["""{"type":"finish","finishReason":"stop","totalUsage":{"inputTokens":10,"inputTokenDetails":{},"outputTokenDetails":{}}}"""] =
            new FinishPart(ChatFinishReason.Stop, new UsageDetails { InputTokenCount = 10 }),
        ["""{"type":"tool-approval-request","approvalId":"p1","toolCall":{"type":"tool-call","toolCallId":"c1","toolName":"other","input":{"a":1},"dynamic":true}}"""] =
            new ToolApprovalRequest("p1", new DynamicToolCall("c1", "other", Element("""{"a":1}"""))),
        ["""{"type":"abort"}"""] = new AbortPart(),
        ["""{"type":"abort","reason":"enough"}"""] = new AbortPart { Reason = "enough" },
        ["""{"type":"error","error":{"type":"System.IO.IOException","message":"The line is dead.","details":"at once"}}"""] = new ErrorPart(Broken with { Details = "at once" }),
        ["""{"type":"raw","rawValue":{"type":"ping"}}"""] = new RawPart(Element("""{"type":"ping"}""")),
    };

    /// <summary>Parts of the set's tools.</summary>
    public static IReadOnlyDictionary<string, ITextStreamPart<WeatherTools>> Typed { get; } = new Dictionary<string, ITextStreamPart<WeatherTools>>
    {
        ["""{"type":"tool-call","toolCallId":"c1","toolName":"getWeather","input":{"location":"Oslo","days":2}}"""] = new GetWeather.ToolCall("c1", new("Oslo", 2)),
        ["""{"type":"tool-result","toolCallId":"c1","toolName":"getWeather","input":{"location":"Oslo","days":1},"output":{"celsius":-3.5,"sky":"snow"}}"""] =
            new GetWeather.ToolResult("c1", new("Oslo"), new(-3.5, "snow")),
        ["""{"type":"tool-result","toolCallId":"c1","toolName":"getWeather","input":{"location":"Oslo","days":1},"output":null}"""] =
            new GetWeather.ToolResult("c1", new("Oslo"), Output: null),
        ["""{"type":"tool-error","toolCallId":"c1","toolName":"getWeather","input":{"location":"Oslo","days":1},"error":{"type":"System.IO.IOException","message":"The line is dead."}}"""] =
            new GetWeather.ToolError("c1", new("Oslo"), Broken),
        ["""{"type":"tool-call","toolCallId":"c2","toolName":"convert","input":{"celsius":20}}"""] = new WeatherTools.ConvertToolCall("c2", new(20)),
        ["""{"type":"tool-result","toolCallId":"c2","toolName":"convert","input":{"celsius":20},"output":68}"""] = new WeatherTools.ConvertToolResult("c2", new(20), 68),
        ["""{"type":"tool-error","toolCallId":"c2","toolName":"convert","input":{"celsius":20},"error":{"type":"System.IO.IOException","message":"The line is dead."}}"""] =
            new WeatherTools.ConvertToolError("c2", new(20), Broken),
    };

    /// <summary>All of them, as the set's.</summary>
    public static IReadOnlyDictionary<string, ITextStreamPart<WeatherTools>> All { get; } =
        Common.Select(row => KeyValuePair.Create<string, ITextStreamPart<WeatherTools>>(row.Key, row.Value)).Concat(Typed).ToDictionary();

    public static JsonElement Element(string json) => JsonElement.Parse(json);

    public static UsageDetails FullUsage() => new()
    {
        InputTokenCount = 10,
        OutputTokenCount = 20,
        TotalTokenCount = 30,
        CachedInputTokenCount = 4,
        ReasoningTokenCount = 5,
        AdditionalCounts = new() { ["CacheCreation"] = 7 },
    };
}
