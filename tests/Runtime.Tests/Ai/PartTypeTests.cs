using System.Text.Json;
using Runnel.Ai;

namespace Runnel.Tests.Ai;

/// <summary>Parts as types: variance, equality, patterns, text.</summary>
public sealed class PartTypeTests
{
    private interface ITwoTools : IHasTool<GetWeather>, IHasTool<string>;

    [Fact]
    public void APartOfLess_IsAPartOfEverySetThatHasIt()
    {
        ITextStreamPart<WeatherTools> ofTheSet = new TextDelta("x");
        ITextStreamPart<IHasTool<GetWeather>> ofOneTool = new GetWeather.ToolCall("c", new("Oslo"));
        ofTheSet = ofOneTool;
        ITextStreamPart<ITwoTools> ofAnother = ofOneTool;

        Assert.Same(ofTheSet, ofAnother);
        Assert.False(ofTheSet is ITextStreamPart<IToolSet>);
        Assert.False(ofTheSet is ITextStreamPart<IHasTool<string>>);
    }

    [Fact]
    public void AListOfToolParts_HoldsEachTools()
    {
        IReadOnlyList<IToolParts<ITextStreamPart<WeatherTools>>> tools = [GetWeather.Parts()];

        Assert.Equal(new GetWeather.ToolCall("c", new("Oslo")), tools[0].Call("c", new GetWeather.Arguments("Oslo")));
        Assert.Equal(new GetWeather.ToolResult("c", new("Oslo"), Output: null), tools[0].Result("c", new GetWeather.Arguments("Oslo"), output: null));
        Assert.Equal(new GetWeather.ToolError("c", new("Oslo"), new("T", "m")), tools[0].Error("c", new GetWeather.Arguments("Oslo"), new("T", "m")));
    }

    [Fact]
    public void ToolParts_RefuseWhatIsNotTheirs()
    {
        var tool = GetWeather.Parts();
        var convert = new ToolParts<object, string, double>(new("convert"), (_, _) => 0, (_, _, _) => 0, (_, _, _) => 0);

        Assert.Contains("arguments of tool 'getWeather' are System.String", Assert.Throws<ArgumentException>(() => tool.Call("c", "Oslo")).Message, StringComparison.Ordinal);
        Assert.Contains("output of tool 'getWeather' is System.Int32", Assert.Throws<ArgumentException>(
            () => tool.Result("c", new GetWeather.Arguments("Oslo"), 5)).Message, StringComparison.Ordinal);
        Assert.Contains("output of tool 'convert' is null", Assert.Throws<ArgumentException>(() => convert.Result("c", "", output: null)).Message, StringComparison.Ordinal);
    }

    [Fact]
    public void PatternsReadTwoOrThreeMembers()
    {
        ITextStreamPart<WeatherTools> part = new GetWeather.ToolCall("c1", new("Oslo"));

        Assert.True(part is GetWeather.ToolCall("c1", { Location: "Oslo" }));
        Assert.True(part is GetWeather.ToolCall("c1", "getWeather", ("Oslo", 1)));
        Assert.True(part is GetWeather.ToolCall { Arguments.Location: "Oslo", ToolName: "getWeather" });
        Assert.True((ITextStreamPart<WeatherTools>)new TextDelta("x") is TextDelta("x"));
    }

    [Fact]
    public void AnyToolsParts_ShowWhatTheyCarry()
    {
        var json = WeatherTools.Json();
        var shown = PartTable.All.Values.Select(part => part switch
        {
            IToolCall call => $"{call.ToolName} {call.ToolCallId} {call.GetInput(json).GetRawText()}",
            IToolResult result => $"{result.ToolName} {result.ToolCallId} {result.GetInput(json).GetRawText()} → {result.GetOutput(json).GetRawText()}",
            IToolError error => $"{error.ToolName} {error.ToolCallId} {error.GetInput(json).GetRawText()} ✗ {error.Error.Message}",
            _ => null,
        }).OfType<string>().ToList();

        Assert.Equal(
        [
            """other c1 {"a":[1,null]}""",
            """getWeather c1 "{\"location\": \"Os" """.TrimEnd(),
            "other c1 {} → [1,2]",
            "other c1 null → null",
            "other c1 {} ✗ The line is dead.",
            """getWeather c1 {"location":"Oslo","days":2}""",
            """getWeather c1 {"location":"Oslo","days":1} → {"celsius":-3.5,"sky":"snow"}""",
            """getWeather c1 {"location":"Oslo","days":1} → null""",
            """getWeather c1 {"location":"Oslo","days":1} ✗ The line is dead.""",
            """convert c2 {"celsius":20}""",
            """convert c2 {"celsius":20} → 68""",
            """convert c2 {"celsius":20} ✗ The line is dead.""",
        ], shown);
    }

    [Fact]
    public void JsonInsideAPart_IsComparedByValue()
    {
        var one = JsonElement.Parse("""{"a":1,"b":[2]}""");
        var same = JsonElement.Parse("""{ "b": [2], "a": 1 }""");
        var other = JsonElement.Parse("""{"a":1}""");

        Assert.Equal(new DynamicToolCall("c", "x", one), new DynamicToolCall("c", "x", same));
        Assert.Equal(new DynamicToolCall("c", "x", one).GetHashCode(), new DynamicToolCall("c", "x", same).GetHashCode());
        Assert.NotEqual(new DynamicToolCall("c", "x", one), new DynamicToolCall("c", "x", other));
        Assert.NotEqual(new DynamicToolCall("c", "x", one), new DynamicToolCall("c", "x", one) { IsInvalid = true });
        Assert.NotEqual(new DynamicToolCall("c", "x", one), new DynamicToolCall("c", "x", default));
        Assert.Equal(new RawPart(default), new RawPart(JsonElement.Parse("null")));
        Assert.NotEqual(new DynamicToolResult("c", "x", one, one), new DynamicToolResult("c", "x", one, other));
        Assert.NotEqual(new DynamicToolResult("c", "x", one, one), new DynamicToolResult("c", "x", other, one));
        Assert.NotEqual(new DynamicToolError("c", "x", one, new("T", "m")), new DynamicToolError("c", "x", one, new("T", "n")));
        Assert.NotEqual(new FilePart("a/b", new byte[] { 1 }), new FilePart("a/b", new byte[] { 2 }));
    }

    [Theory]
    [InlineData("""{"type":"text-delta","id":"0","text":"Hello"}""", "TextDelta { Text = Hello, Id = 0 }")]
    [InlineData("""{"type":"tool-call","toolCallId":"c2","toolName":"convert","input":{"celsius":20}}""",
        "ConvertToolCall { ToolCallId = c2, ToolName = convert, Arguments = ConvertArguments { Celsius = 20 } }")]
    [InlineData("""{"type":"tool-call","toolCallId":"c1","toolName":"other","input":{"a":[1,null]},"dynamic":true}""",
        """DynamicToolCall { ToolCallId = c1, ToolName = other, Input = {"a":[1,null]}, IsInvalid = False, Error =  }""")]
    [InlineData("""{"type":"finish","finishReason":"stop","totalUsage":{"inputTokens":10,"inputTokenDetails":{},"outputTokenDetails":{}}}""",
        "FinishPart { FinishReason = stop, TotalUsage = { InputTokens = 10 } }")]
    public void APartsText_ShowsWhatItCarries(string json, string text) => Assert.Equal(text, PartTable.All[json].ToString());
}
