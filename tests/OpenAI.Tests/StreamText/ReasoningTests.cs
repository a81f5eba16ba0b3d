using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.StreamText;

/// <summary>What a model thinks before it speaks: shown, and given back to it where its provider asks for that.</summary>
public sealed class ReasoningTests
{
    private readonly TripTools tools = new();

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task Reasoning_IsOneBlock_BeforeTheText(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(format.Answer(new SaidReasoning("Cold.", "c2ln"), new SaidText("A coat.")));

        var told = await Told.ReadToEndAsync(format.At(server).StreamText("Coat?", tools));

        Assert.Equal(
            [
                "StreamStart", "StepStart", "ReasoningStart", "ReasoningDelta Co", "ReasoningDelta ld.", "ReasoningEnd",
                "TextStart", "TextDelta A c", "TextDelta oat.", "TextEnd", "StepFinish stop", "FinishPart stop",
            ],
            told.Lines);
    }

    [Fact]
    public async Task SignedReasoning_IsInTheNextRequest_AsItCame_BeforeTheCall()
    {
        var format = Format.Of(Format.Anthropic);
        await using var server = LocalServer.Start(
            format.Answer(
                new SaidReasoning("Cold.", "c2lnbmVk"), new SaidReasoning("Very.", "YWdhaW4="), new SaidText("Let me see."),
                new SaidCall("call_1", "getWeather", """{"location":"Oslo"}""")),
            format.Answer(new SaidText("A coat.")));

        await Told.ReadToEndAsync(format.At(server).StreamText("Coat?", tools, new() { MaxSteps = 5 }));

        Assert.Equal(["thinking", "thinking", "text", "tool_use"], Said(server).Select(block => block.GetProperty("type").GetString()));
        Assert.Equal(
            [("Cold.", "c2lnbmVk"), ("Very.", "YWdhaW4=")],
            AnthropicFormat.Blocks(server.Requests[1], "thinking").Select(block => (block.GetProperty("thinking").GetString(), block.GetProperty("signature").GetString())));
    }

    [Fact]
    public async Task ReasoningThatIsRedacted_IsInTheNextRequest_AsItCame()
    {
        var format = Format.Of(Format.Anthropic);
        await using var server = LocalServer.Start(
            format.Answer(
                new SaidRedacted("b25l"), new SaidReasoning("Cold.", "c2lnbmVk"), new SaidRedacted("dHdv"), new SaidRedacted("dGhyZWU="),
                new SaidCall("call_1", "getWeather", """{"location":"Oslo"}""")),
            format.Answer(new SaidText("A coat.")));

        var told = await Told.ReadToEndAsync(format.At(server).StreamText("Coat?", tools, new() { MaxSteps = 5 }));

        Assert.Equal("Cold.", string.Concat(told.Parts.OfType<ReasoningDelta>().Select(delta => delta.Text)));
        Assert.Equal(
            ["redacted_thinking", "thinking", "redacted_thinking", "redacted_thinking", "tool_use"], Said(server).Select(block => block.GetProperty("type").GetString()));
        Assert.Equal(["b25l", "dHdv", "dGhyZWU="], AnthropicFormat.Blocks(server.Requests[1], "redacted_thinking").Select(block => block.GetProperty("data").GetString()));
    }

    [Fact]
    public async Task ReasoningOfCompatibleServers_IsNotSentBack()
    {
        var format = Format.Of(Format.OpenAI);
        await using var server = LocalServer.Start(
            format.Answer(new SaidReasoning("Cold.", ""), new SaidCall("call_1", "getWeather", """{"location":"Oslo"}""")), format.Answer(new SaidText("A coat.")));

        await Told.ReadToEndAsync(format.At(server).StreamText("Coat?", tools, new() { MaxSteps = 5 }));

        Assert.DoesNotContain("Cold.", server.Requests[1].Body.GetRawText(), StringComparison.Ordinal);
    }

    // What the second request says that the model has said.
    private static IEnumerable<System.Text.Json.JsonElement> Said(LocalServer server) =>
        server.Requests[1].Body.GetProperty("messages")[1].GetProperty("content").EnumerateArray();
}
