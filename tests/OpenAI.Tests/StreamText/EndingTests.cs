using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.StreamText;

/// <summary>Answers that end otherwise than they might.</summary>
public sealed class EndingTests
{
    [Theory]
    [InlineData(Format.OpenAI, "length")]
    [InlineData(Format.OpenAI, "content_filter")]
    [InlineData(Format.Anthropic, "length")]
    [InlineData(Format.Anthropic, "content_filter")]
    public async Task TextThatIsCutOff_IsShown_WithTheReason(string name, string reason)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(format.Answer(new ChatFinishReason(reason), new SaidText("Half a")));
        var result = format.At(server).StreamText("Tell all.", new TripTools(), new() { MaxSteps = 5 });

        var told = await Told.ReadToEndAsync(result);

        Assert.Equal(
            ["StreamStart", "StepStart", "TextStart", "TextDelta Hal", "TextDelta f a", "TextEnd", $"StepFinish {reason}", $"FinishPart {reason}"], told.Lines);
        Assert.Equal(("Half a", new ChatFinishReason(reason)), (await result.Text, await result.FinishReason));
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task ARefusal_IsShown_AndKeptForTheNextRequest()
    {
        var format = Format.Of(Format.OpenAI);
        await using var server = LocalServer.Start(format.Answer(new SaidRefusal("I cannot help with that.")), format.Answer(new SaidText("Hello.")));
        var model = format.At(server);
        var result = model.StreamText("Do harm.", new TripTools());

        var told = await Told.ReadToEndAsync(result);

        Assert.Equal(["StreamStart", "StepStart", "ErrorPart", "StepFinish stop", "FinishPart stop"], told.Lines);
        var error = told.Parts.OfType<ErrorPart>().Single().Error;
        Assert.Equal(("Refusal", "I cannot help with that."), (error.Type, error.Message));
        Assert.Equal("I cannot help with that.", await result.Text);

        var step = Assert.Single(await result.Steps);
        await Told.ReadToEndAsync(model.StreamText([new(ChatRole.User, "Do harm."), .. step.Messages, new(ChatRole.User, "Then say hello.")], new TripTools()));
        Assert.Equal("I cannot help with that.", server.Requests[1].Body.GetProperty("messages")[1].GetProperty("refusal").GetString());
    }

    [Fact]
    public async Task ARefusalOfAnthropics_IsTextAndAReason()
    {
        var format = Format.Of(Format.Anthropic);
        await using var server = LocalServer.Start(format.Answer(ChatFinishReason.ContentFilter, new SaidRefusal("I cannot help with that.")));

        var told = await Told.ReadToEndAsync(format.At(server).StreamText("Do harm.", new TripTools()));

        Assert.Equal(
            ["StreamStart", "StepStart", "TextStart", "TextDelta I cannot help with that.", "TextEnd", "StepFinish content_filter", "FinishPart content_filter"], told.Lines);
    }
}
