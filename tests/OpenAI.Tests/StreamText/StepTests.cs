using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.StreamText;

/// <summary>A model that calls a tool, is told what it gave, and answers; over HTTP.</summary>
public sealed class StepTests
{
    private readonly TripTools tools = new();

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task TwoSteps_CallsAndResultsAreTyped(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(
            format.Answer(new SaidText("Hm."), new SaidCall("call_1", "getWeather", """{"location":"Oslo, 奥斯陆"}""")),
            format.Answer(new SaidText("A coat.")));

        var told = await Told.ReadToEndAsync(format.At(server).StreamText("Coat in Oslo?", tools, new() { MaxSteps = 5 }));

        Assert.Equal(
            [
                "StreamStart", "StepStart", "TextStart", "TextDelta H", "TextDelta m.", "TextEnd",
                "GetWeatherToolCall call_1 Oslo, 奥斯陆", "GetWeatherToolResult call_1 -3", "StepFinish tool_calls",
                "StepStart", "TextStart", "TextDelta A c", "TextDelta oat.", "TextEnd", "StepFinish stop", "FinishPart stop",
            ],
            told.Lines);
        Assert.Equal(
            format.ShowsInput ? """{"location":"Oslo, 奥斯陆"}""" : "", string.Concat(told.Parts.OfType<ToolInputDelta>().Select(delta => delta.Delta)));
    }

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task TheSecondRequest_HasTheCall_AndWhatItGave(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(
            format.Answer(new SaidText("Hm."), new SaidCall("call_1", "getWeather", """{"location":"Oslo","days":2}""")), format.Answer(new SaidText("A coat.")));

        await Told.ReadToEndAsync(format.At(server).StreamText("Coat in Oslo?", tools, new() { MaxSteps = 5, System = "Be brief." }));

        Assert.Equal(2, server.Requests.Count);
        Assert.Contains("getWeather", server.Requests[0].Body.GetProperty("tools").GetRawText(), StringComparison.Ordinal);
        Assert.All(server.Requests, request => Assert.Contains("Be brief.", request.Body.GetRawText(), StringComparison.Ordinal));
        var call = Assert.Single(format.CallsIn(server.Requests[1]));
        Assert.Equal(("call_1", "getWeather"), (call.Id, call.Name));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""{"location":"Oslo","days":2}"""), JsonElement.Parse(call.Arguments)), call.Arguments);
        var result = Assert.Single(format.ResultsIn(server.Requests[1]));
        Assert.True(JsonElement.DeepEquals(JsonElement.Parse("""{"location":"Oslo","celsius":-3}"""), JsonElement.Parse(result.Content)), result.Content);
        format.AssertNoCallDangles(server.Requests[1]);
    }

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task UsageIsSummed_AndEachStepTellsWhyItEnded(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(
            format.Answer(new SaidCall("call_1", "getWeather", """{"location":"Oslo"}""")), format.Answer(new SaidText("A coat.")));
        var result = format.At(server).StreamText("Coat in Oslo?", tools, new() { MaxSteps = 5 });

        var steps = await result.Steps.AsTask().WaitAsync(Patience.Limit);

        Assert.Equal([ChatFinishReason.ToolCalls, ChatFinishReason.Stop], steps.Select(step => step.FinishReason));
        Assert.All(steps, step => Assert.Equal((format.Usage.Input, format.Usage.Output), (step.Usage.InputTokenCount, step.Usage.OutputTokenCount)));
        var usage = await result.Usage;
        Assert.Equal((2 * format.Usage.Input, 2 * format.Usage.Output), (usage.InputTokenCount, usage.OutputTokenCount));
        Assert.Equal(2 * (format.Usage.Input + format.Usage.Output), usage.TotalTokenCount);
        Assert.Equal("A coat.", await result.Text);
    }

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task AToolThatThrows_IsAPart_AndTheModelIsTold(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(format.Answer(new SaidCall("call_1", "fail", """{"reason":"No luck."}""")), format.Answer(new SaidText("Oh.")));

        var told = await Told.ReadToEndAsync(format.At(server).StreamText("Try.", tools, new() { MaxSteps = 5 }));

        Assert.Equal("No luck.", Assert.Single(told.Parts.OfType<TripTools.FailToolError>()).Error.Message);
        Assert.Equal([new SentResult("call_1", "Error: No luck.")], format.ResultsIn(server.Requests[1]));
    }
}
