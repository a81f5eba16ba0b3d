using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.StreamText;

/// <summary>Calls that cannot be made: shown, answered with what is wrong, and never made with something else.</summary>
public sealed class BadCallTests
{
    private readonly TripTools tools = new();

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task AnUnknownTool_IsAnInvalidCall_AndTheModelIsToldOfThoseThereAre(string name)
    {
        var told = await CallAsync(name, ChatFinishReason.ToolCalls, new SaidCall("call_1", "cook", """{"what":"fish"}"""));

        Assert.StartsWith("There is no tool 'cook'. There are: draw, fail, getWeather,", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Format.OpenAI, "getWeather", "tool_calls")]
    [InlineData(Format.OpenAI, "pack", "tool_calls")]
    [InlineData(Format.OpenAI, "pack", "length")]
    [InlineData(Format.Anthropic, "getWeather", "tool_calls")]
    [InlineData(Format.Anthropic, "pack", "tool_calls")]
    [InlineData(Format.Anthropic, "pack", "length")]
    public async Task TruncatedArguments_AreAnInvalidCall_EvenOfAToolThatNeedsNone(string name, string tool, string reason)
    {
        var told = await CallAsync(name, new ChatFinishReason(reason), new SaidCall("call_1", tool, """{"location": "Os"""));

        Assert.StartsWith($"The arguments of '{tool}' are no JSON object: ", told, StringComparison.Ordinal);
        Assert.EndsWith("Call the tool again with valid JSON.", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task ArgumentsThatAreNoObject_AreAnInvalidCall(string name)
    {
        var told = await CallAsync(name, ChatFinishReason.ToolCalls, new SaidCall("call_1", "pack", """["socks"]"""));

        Assert.StartsWith("The arguments of 'pack' are no JSON object: ", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task ArgumentsThatDoNotFit_AreAnInvalidCall_AndTheModelIsToldWhichAndWhy(string name)
    {
        var told = await CallAsync(name, ChatFinishReason.ToolCalls, new SaidCall("call_1", "getWeather", """{"location":"Oslo","days":"many"}"""));

        Assert.Contains("$.days: expected ", told, StringComparison.Ordinal);
        Assert.Contains("\"many\"", told, StringComparison.Ordinal);
    }

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task OneIdForSeveralCalls_IsMadeSeveral_WithinAStepAndAcrossSteps(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(
            format.Answer(new SaidCall("call_1", "pack", """{"what":"socks"}"""), new SaidCall("call_1", "pack", """{"what":"hats"}""")),
            format.Answer(new SaidCall("call_1", "pack", """{"what":"maps"}""")),
            format.Answer(new SaidText("Done.")));

        var told = await Told.ReadToEndAsync(format.At(server).StreamText("Pack.", tools, new() { MaxSteps = 5 }));

        // The pieces of a call's input, where they are told, are under the id that the call has.
        Assert.All(told.Parts.OfType<ToolInputStart>(), input => Assert.Contains(told.Parts.OfType<IToolCall>(), call => call.ToolCallId == input.ToolCallId));
        Assert.Distinct(told.Parts.OfType<ToolInputStart>().Select(input => input.ToolCallId));
        Assert.Equal(
            [new SentResult("call_1", "packed socks"), new SentResult("call_1-2", "packed hats"), new SentResult("call_1-3", "packed maps")],
            format.ResultsIn(server.Requests[2]).Select(result => result with { Content = result.Content.Trim('"') }));
        Assert.All(server.Requests.Skip(1), format.AssertNoCallDangles);
        Assert.Equal(["socks", "hats", "maps"], tools.Invoked);
    }

    /// <summary>Has the model make one call that cannot be made; gives what the model is told of it in the next request.</summary>
    private async Task<string> CallAsync(string name, ChatFinishReason reason, SaidCall call)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(format.Answer(reason, call), format.Answer(new SaidText("Sorry.")));

        var told = await Told.ReadToEndAsync(format.At(server).StreamText("Go.", tools, new() { MaxSteps = 5 }));

        Assert.Equal([$"DynamicToolCall call_1 {call.Name} invalid", $"DynamicToolError call_1 {call.Name}"], told.Lines.Skip(2).Take(2));
        Assert.Empty(tools.Invoked);
        format.AssertNoCallDangles(server.Requests[1]);
        Assert.Equal("Sorry.", string.Concat(told.Parts.OfType<TextDelta>().Select(delta => delta.Text)));
        return Assert.Single(format.ResultsIn(server.Requests[1])).Content;
    }
}
