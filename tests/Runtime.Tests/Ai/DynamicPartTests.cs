using System.Text.Json;

namespace Runnel.Tests.Ai;

/// <summary>When a tool's part has types, and when not.</summary>
public sealed class DynamicPartTests
{
    private const string Call = """{"type":"tool-call","toolCallId":"c1","toolName":"getWeather","input":{"location":"Oslo","days":1}}""";
    private const string Result = """{"type":"tool-result","toolCallId":"c1","toolName":"getWeather","input":{"location":"Oslo","days":1},"output":null}""";
    private const string Error = """{"type":"tool-error","toolCallId":"c1","toolName":"getWeather","input":{"location":"Oslo"},"error":{"type":"T","message":"m"}}""";

    [Theory]
    [InlineData(Call, typeof(GetWeather.ToolCall), typeof(DynamicToolCall))]
    [InlineData(Result, typeof(GetWeather.ToolResult), typeof(DynamicToolResult))]
    [InlineData(Error, typeof(GetWeather.ToolError), typeof(DynamicToolError))]
    public void APartOfAToolUnderItsOldName_IsDynamic(string json, Type typed, Type dynamic)
    {
        Assert.IsType(typed, Read(json, WeatherTools.Json()));
        Assert.IsType(dynamic, Read(json, WeatherTools.Json(weatherName: "weather")));
    }

    [Theory]
    [InlineData(Call, typeof(DynamicToolCall))]
    [InlineData(Result, typeof(DynamicToolResult))]
    [InlineData(Error, typeof(DynamicToolError))]
    public void WhatIsMarkedDynamic_StaysDynamic(string json, Type dynamic)
    {
        Assert.IsType(dynamic, Read(json[..^1] + ",\"dynamic\":true}", WeatherTools.Json()));
        Assert.IsNotType(dynamic, Read(json[..^1] + ",\"dynamic\":false}", WeatherTools.Json()));
    }

    [Fact]
    public void AToolsName_IsComparedOrdinally() =>
        Assert.IsType<DynamicToolCall>(Read(Call.Replace("getWeather", "GetWeather", StringComparison.Ordinal), WeatherTools.Json()));

    [Fact]
    public void AnInvalidCall_IsDynamic_EvenIfNotMarkedSo()
    {
        var call = Assert.IsType<DynamicToolCall>(Read(Call.Replace("{\"location\":\"Oslo\",\"days\":1}", "\"{oops\",\"invalid\":true", StringComparison.Ordinal), WeatherTools.Json()));

        Assert.Equal((true, "{oops", null), (call.IsInvalid, call.Input.GetString(), call.Error));
    }

    [Fact]
    public void AnInputThatWasNeverSet_IsWrittenAsNull()
    {
        var json = JsonSerializer.Serialize<ITextStreamPart<IToolSet>>(new DynamicToolCall("c", "x", default), WeatherTools.Json());

        Assert.Equal("""{"type":"tool-call","toolCallId":"c","toolName":"x","input":null,"dynamic":true}""", json);
    }

    private static ITextStreamPart<WeatherTools>? Read(string json, JsonSerializerOptions options) =>
        JsonSerializer.Deserialize<ITextStreamPart<WeatherTools>>(json, options);
}
