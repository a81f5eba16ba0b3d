using System.Text.Json;
using System.Text.Json.Nodes;

namespace Runnel.Tests.Ai;

/// <summary>JSON that is not what the reader would have written.</summary>
public sealed class WrongPartTests
{
    private static readonly string[] Optional =
    [
        "start-step.request", "start-step.warnings", "source.title", "source.filename", "tool-call.invalid", "tool-call.error", "tool-call.dynamic",
        "tool-result.dynamic", "tool-error.dynamic", "finish-step.response", "abort.reason",
    ];

    public static TheoryData<string> Rows => [.. PartTable.All.Keys];

    [Theory, MemberData(nameof(Rows))]
    public void AMissingField_IsNamed(string json)
    {
        var type = JsonNode.Parse(json)!["type"]!.ToString();
        foreach (var (name, _) in JsonNode.Parse(json)!.AsObject())
        {
            var isDocument = json.Contains("\"document\"", StringComparison.Ordinal);
            if (name != "type" && (!Optional.Contains($"{type}.{name}") || (isDocument && name == "title")))
            {
                var shorter = JsonNode.Parse(json)!.AsObject();
                shorter.Remove(name);
                var exception = Assert.Throws<JsonException>(() => Read(shorter.ToJsonString()));
                Assert.Equal($"A part of type '{type}' has no '{name}'.", exception.Message);
            }
        }
    }

    [Theory]
    [InlineData("""{"type":"text-start","id":7}""", "The 'id' of a part of type 'text-start' must be a string, not Number.")]
    [InlineData("""{"type":"text-delta","id":7,"text":""}""", "The 'id' of a part of type 'text-delta' must be a string, not Number.")]
    [InlineData("""{"type":"text-delta","id":"0","text":{}}""", "The 'text' of a part of type 'text-delta' must be a string, not StartObject.")]
    [InlineData("""{"type":"text-delta","id":"0","text":null}""", "A part of type 'text-delta' has no 'text'.")]
    [InlineData("""{"type":"text-start","id":null}""", "A part of type 'text-start' has no 'id'.")]
    [InlineData("""{"type":"file","file":{"mediaType":"a/b","base64":"!"}}""", "The 'base64' of a part of type 'file' must be base64 text, not String.")]
    [InlineData("""{"type":"file","file":{"base64":""}}""", "A part of type 'file' has no 'mediaType'.")]
    [InlineData("""{"type":"file","file":"iVBORw=="}""", "The 'file' of a part of type 'file' must be an object, not String.")]
    [InlineData("""{"type":"error","error":{"type":"X"}}""", "A part of type 'error' has no 'message'.")]
    [InlineData("""{"type":"error","error":"boom"}""", "The 'error' of a part of type 'error' must be an object, not String.")]
    [InlineData("""{"type":"finish","finishReason":"stop","totalUsage":{"inputTokens":1.5}}""", "The 'inputTokens' of a part of type 'finish' must be a whole number, not Number.")]
    [InlineData("""{"type":"finish","finishReason":1,"totalUsage":{}}""", "The 'finishReason' of a part of type 'finish' must be a string, not Number.")]
    [InlineData("""{"id":"1","text":"x"}""", "A part of a text stream has no 'type'.")]
    [InlineData("{}", "A part of a text stream has no 'type'.")]
    [InlineData("""{"type":null}""", "The 'type' of a part of a text stream must be a string, not Null.")]
    [InlineData("""["text-delta"]""", "A part of a text stream must be an object, not StartArray.")]
    [InlineData("\"text\"", "A part of a text stream must be an object, not String.")]
    public void AWrongField_IsNamed(string json, string message) => Assert.Equal(message, Assert.Throws<JsonException>(() => Read(json)).Message);

    [Theory]
    [InlineData("""{"type":"tool-call","toolCallId":"c","toolName":"getWeather","input":{}}""", "The input of tool 'getWeather' does not fit", "location")]
    [InlineData("""{"type":"tool-call","toolCallId":"c","toolName":"getWeather","input":{"location":[]}}""", "The input of tool 'getWeather' does not fit", "$.location")]
    [InlineData("""{"type":"tool-call","toolCallId":"c","toolName":"getWeather","input":null}""", "The input of tool 'getWeather' is null", "Arguments")]
    [InlineData("""{"type":"tool-result","toolCallId":"c","toolName":"convert","input":{"celsius":1},"output":"warm"}""", "The output of tool 'convert' does not fit", "Double")]
    [InlineData("""{"type":"tool-result","toolCallId":"c","toolName":"convert","input":{"celsius":1},"output":null}""", "The output of tool 'convert' does not fit", "Double")]
    public void WhatDoesNotFitATool_NamesIt(string json, string start, string detail)
    {
        var exception = Assert.Throws<JsonException>(() => Read(json));

        Assert.StartsWith(start, exception.Message, StringComparison.Ordinal);
        Assert.Contains(detail, exception.Message, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData("""{"type":"tool-output-denied","toolCallId":"a","part":{"type":"text-delta"}}""")]
    [InlineData("""{"toolCall":{"type":"text-delta"},"type":"custom"}""")]
    [InlineData("""{"type":"source","sourceType":"dream","id":"1"}""")]
    public void ATypeOfALaterBuild_IsKeptWhole(string json)
    {
        var part = Assert.IsType<RawPart>(Read(json));

        Assert.Equal(json, part.RawValue.GetRawText());
    }

    [Fact]
    public void ATruncatedPart_IsAJsonException() => Assert.ThrowsAny<JsonException>(() => Read("""{"type":"text-delta","id":"0","text":"Hel"""));

    [Fact]
    public void Null_IsNull() => Assert.Null(Read("null"));

    private static ITextStreamPart<WeatherTools>? Read(string json) => JsonSerializer.Deserialize<ITextStreamPart<WeatherTools>>(json, WeatherTools.Json());
}
