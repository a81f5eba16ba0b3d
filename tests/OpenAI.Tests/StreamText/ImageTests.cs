using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.StreamText;

/// <summary>A tool that gives an image.</summary>
public sealed class ImageTests
{
    [Fact]
    public async Task WithAnthropic_TheModelSeesIt()
    {
        await using var server = await DrawAsync(Format.Of(Format.Anthropic));

        var result = Assert.Single(AnthropicFormat.Blocks(server.Requests[1], "tool_result"));
        var image = Assert.Single(result.GetProperty("content").EnumerateArray());
        var source = image.GetProperty("source");
        Assert.Equal(("image", "image/png", "T3Nsbw=="), (image.GetProperty("type").GetString(), source.GetProperty("media_type").GetString(), source.GetProperty("data").GetString()));
    }

    // A message of the role "tool" has text alone there; the model is given the image's JSON, as by Microsoft's adapter.
    [Fact]
    public async Task WithChatCompletions_TheModelIsGivenItAsJson()
    {
        var format = Format.Of(Format.OpenAI);
        await using var server = await DrawAsync(format);

        Assert.Contains("data:image/png;base64,T3Nsbw==", Assert.Single(format.ResultsIn(server.Requests[1])).Content, StringComparison.Ordinal);
    }

    private static async Task<LocalServer> DrawAsync(Format format)
    {
        var server = LocalServer.Start(format.Answer(new SaidCall("call_1", "draw", """{"place":"Oslo"}""")), format.Answer(new SaidText("There.")));
        var told = await Told.ReadToEndAsync(format.At(server).StreamText("A map.", new TripTools(), new() { MaxSteps = 5 }));
        var drawn = Assert.Single(told.Parts.OfType<TripTools.DrawToolResult>()).Output;
        Assert.Equal(("image/png", "Oslo"), (drawn.MediaType, System.Text.Encoding.UTF8.GetString(drawn.Data.Span)));
        return server;
    }
}
