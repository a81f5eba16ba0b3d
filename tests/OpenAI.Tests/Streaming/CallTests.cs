using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;

namespace Runnel.OpenAI.Tests.Streaming;

public sealed class CallTests
{
    [Fact]
    public async Task Call_IsComplete_WithTheFinishReason()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Call(0, "call_1", "getWeather", ""), Chunk.Call(0, null, null, """{"location":"""), Chunk.Call(0, null, null, "\"Oslo\"}"),
            Chunk.Finish("tool_calls"), Chunk.Usage));

        var updates = await Model.StreamAsync(server);

        var call = Assert.Single(updates.All<FunctionCallContent>());
        Assert.Equal(("call_1", "getWeather"), (call.CallId, call.Name));
        Assert.Equal("Oslo", Argument(call, "location"));
        Assert.Null(call.Exception);
        Assert.Contains(call, updates[3].Contents);
        Assert.Equal(ChatFinishReason.ToolCalls, updates[3].FinishReason);
    }

    [Fact]
    public async Task Inputs_AreShownAsTheyArrive()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Text("Let me see."), Chunk.Call(0, "call_1", "getWeather", "{"), Chunk.Call(0, null, null, "}"), Chunk.Finish("tool_calls")));

        var updates = await Model.StreamAsync(server);

        Assert.Equal(
            [
                [],
                [new ToolInputStart("call_1", "getWeather"), new ToolInputDelta("call_1", "{")],
                [new ToolInputDelta("call_1", "}")],
                [new ToolInputEnd("call_1")],
            ],
            updates.Select(Input));
    }

    [Fact]
    public async Task InterleavedCalls_AreToldApart_AndEachIsGivenOnceItIsComplete()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Call(0, "call_a", "getWeather", """{"location":"Os"""),
            Chunk.Call(1, "call_b", "convert", """{"celsius":"""),
            Chunk.Call(0, null, null, "lo}{\\\"\"}"),
            Chunk.Call(1, null, null, "2"),
            Chunk.Call(2, "call_c", "getWeather", """{"location":"Rome"}"""),
            Chunk.Call(1, null, null, "1}"),
            Chunk.Finish("tool_calls")));

        var updates = await Model.StreamAsync(server);

        Assert.Equal(
            [[], [], [], ["call_a"], [], ["call_c"], ["call_b"]],
            updates.Select(update => update.Contents.OfType<FunctionCallContent>().Select(call => call.CallId)));
        var calls = updates.All<FunctionCallContent>().ToDictionary(call => call.CallId);
        Assert.Equal("Oslo}{\"", Argument(calls["call_a"], "location"));
        Assert.Equal("21", Argument(calls["call_b"], "celsius"));
        Assert.Equal("Rome", Argument(calls["call_c"], "location"));
        Assert.Equal(
            ["call_a", "call_b", "call_c"],
            updates.SelectMany(Input).OfType<ToolInputStart>().Select(start => start.ToolCallId));
        Assert.Equal("""{"celsius":21}""", string.Concat(
            updates.SelectMany(Input).OfType<ToolInputDelta>().Where(delta => delta.ToolCallId == "call_b").Select(delta => delta.Delta)));
    }

    [Fact]
    public async Task CallsInOneChunk_AreAllGiven()
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Delta("""
            {"tool_calls":[{"index":0,"id":"a","type":"function","function":{"name":"f","arguments":"{}"}},
            {"index":1,"id":"b","type":"function","function":{"name":"g","arguments":"{\"x\":1}"}}]}
            """.ReplaceLineEndings(""), "tool_calls")));

        var updates = await Model.StreamAsync(server);

        Assert.Equal(["a", "b"], Assert.Single(updates).Contents.OfType<FunctionCallContent>().Select(call => call.CallId));
    }

    [Fact]
    public async Task SixtyFourCalls_AreAllGiven()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            [.. Enumerable.Range(0, 64).Select(index => Chunk.Call(index, $"call_{index}", "f", $$"""{"n":{{index}}}""")), Chunk.Finish("tool_calls")]));

        var calls = (await Model.StreamAsync(server)).All<FunctionCallContent>().ToList();

        Assert.Equal(Enumerable.Range(0, 64).Select(index => $"{index}"), calls.Select(call => Argument(call, "n")));
    }

    [Fact]
    public async Task CallsThatShareAnIndex_AreToldApartByTheirIds()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Call(0, "call_a", "getWeather", """{"location":"Oslo"}"""), Chunk.Call(0, "call_b", "getWeather", """{"location":"Rome"}"""),
            Chunk.Finish("tool_calls")));

        var calls = (await Model.StreamAsync(server)).All<FunctionCallContent>().ToList();

        Assert.Equal([("call_a", "Oslo"), ("call_b", "Rome")], calls.Select(call => (call.CallId, Argument(call, "location"))));
    }

    [Fact]
    public async Task IdsThatChangeWithEachPiece_DoNotSplitACall()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Call(0, "call_a", "getWeather", ""), Chunk.Call(0, "call_x", null, """{"location":"""), Chunk.Call(0, "call_y", null, "\"Oslo\"}"),
            Chunk.Finish("tool_calls")));

        var call = Assert.Single((await Model.StreamAsync(server)).All<FunctionCallContent>());

        Assert.Equal(("call_a", "Oslo"), (call.CallId, Argument(call, "location")));
    }

    [Theory]
    [InlineData("""{"location":"Os""")]
    [InlineData("""{"location":"Oslo"}}""")]
    [InlineData("""[1]""")]
    [InlineData("""location=Oslo""")]
    public async Task ArgumentsThatAreNoObject_AreAnException_NotEmptyArguments(string arguments)
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Call(0, "call_1", "getWeather", arguments), Chunk.Finish("tool_calls")));

        var call = Assert.Single((await Model.StreamAsync(server)).All<FunctionCallContent>());

        Assert.NotNull(call.Exception);
        Assert.Null(call.Arguments);
    }

    [Fact]
    public async Task ArgumentsThatWereLeftOut_AreNone()
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Call(0, "call_1", "now", ""), Chunk.Finish("tool_calls")));

        var call = Assert.Single((await Model.StreamAsync(server)).All<FunctionCallContent>());

        Assert.Null(call.Exception);
        Assert.Empty(call.Arguments!);
    }

    [Theory]
    [InlineData("length", "")]
    [InlineData("content_filter", "")]
    [InlineData("length", """{"location":""")]
    public async Task ACallThatWasCutOff_IsNotValid(string reason, string arguments)
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Call(0, "call_1", "getWeather", arguments), Chunk.Finish(reason)));

        var updates = await Model.StreamAsync(server);

        Assert.NotNull(Assert.Single(updates.All<FunctionCallContent>()).Exception);
        Assert.Equal(reason, updates[^1].FinishReason?.Value);
    }

    [Fact]
    public async Task PlaceholderArguments_DoNotCompleteACall()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Call(0, "call_1", "getWeather", "{}"), Chunk.Call(0, null, null, """{"location":"Oslo"}"""), Chunk.Finish("tool_calls")));

        var call = Assert.Single((await Model.StreamAsync(server)).All<FunctionCallContent>());

        Assert.NotNull(call.Exception);
    }

    [Fact]
    public async Task ACallWithoutId_IsGivenOne()
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Call(0, null, "now", "{}"), Chunk.Finish("tool_calls")));

        var updates = await Model.StreamAsync(server);

        var call = Assert.Single(updates.All<FunctionCallContent>());
        Assert.NotEmpty(call.CallId);
        Assert.Equal(
            [new ToolInputStart(call.CallId, "now"), new ToolInputDelta(call.CallId, "{}"), new ToolInputEnd(call.CallId)],
            updates.SelectMany(Input));
    }

    [Fact]
    public async Task ACallWithoutName_Fails()
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Call(0, "call_1", null, "{}"), Chunk.Finish("tool_calls")));

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => Model.StreamAsync(server));

        Assert.Contains("call_1", failure.Message);
    }

    [Fact]
    public async Task MoreArgumentsAfterTheEnd_Fail()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Call(0, "call_1", "f", "{}"), Chunk.Call(1, "call_2", "f", "{}"), Chunk.Call(0, null, null, """{"x":1}"""), Chunk.Finish("tool_calls")));

        var failure = await Assert.ThrowsAsync<InvalidDataException>(() => Model.StreamAsync(server));

        Assert.Contains("call_1", failure.Message);
    }

    private static IEnumerable<ITextStreamPart<IToolSet>> Input(ChatResponseUpdate update) => update is IToolInputUpdate shown ? shown.ToolInput : [];

    private static string? Argument(FunctionCallContent call, string name) => Assert.IsType<JsonElement>(call.Arguments![name]).ToString();
}
