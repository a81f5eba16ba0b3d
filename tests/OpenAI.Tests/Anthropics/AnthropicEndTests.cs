using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.Anthropics;

/// <summary>
/// Where Anthropic's own client does not tell what happened, StreamText cannot either. These are not what one would wish; a version of the package that
/// does better fails here, and then its answer is what StreamText shows.
/// </summary>
public sealed class AnthropicEndTests
{
    private readonly AnthropicFormat format = new();
    private readonly TripTools tools = new();

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AStreamThatEndsWithoutItsLastEvents_LooksComplete(bool isChunked)
    {
        var told = await ReadAsync(async exchange =>
        {
            await exchange.BeginStreamAsync(isChunked);
            await exchange.SendAsync(string.Concat(format.Opening(new SaidText("Half a"))));
            await exchange.EndAsync();
        });

        Assert.Equal(["TextStart", "TextDelta Hal", "TextDelta f a", "TextEnd", "StepFinish stop", "FinishPart stop"], told.Lines.Skip(2));
    }

    [Fact]
    public async Task ACallThatWasNotEnded_IsNotTold()
    {
        var told = await ReadAsync(async exchange =>
        {
            await format.BeginAsync(exchange, new SaidText("Hm."), new SaidCall("call_1", "pack", """{"what": "so""") { IsEnded = false });
            await exchange.EndAsync();
        });

        Assert.Equal(["TextStart", "TextDelta H", "TextDelta m.", "TextEnd", "StepFinish stop", "FinishPart stop"], told.Lines.Skip(2));
    }

    // Only after the call's end the server says that the model was cut off; by then the call, which may be without arguments, has begun.
    [Fact]
    public async Task ACallCutOffBeforeItsArguments_IsOneWithoutArguments()
    {
        await ReadAsync(format.Answer(ChatFinishReason.Length, new SaidCall("call_1", "pack", "")));

        Assert.Equal(["everything"], tools.Invoked);
    }

    [Fact]
    public async Task APageInPlaceOfAStream_LooksLikeAnEmptyAnswer()
    {
        var told = await ReadAsync(exchange => exchange.SendAsync(200, "<html>Sign in</html>"));

        Assert.Equal(["StepFinish stop", "FinishPart stop"], told.Lines.Skip(2));
    }

    [Fact]
    public async Task AnErrorInMidStream_IsAnException_ThatSaysWhat()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await format.BeginAsync(exchange, new SaidText("Half a"));
            await exchange.SendAsync(AnthropicFormat.Event("error", """ "error":{"type":"overloaded_error","message":"Overloaded."} """));
            await exchange.EndAsync();
        });

        var told = await Told.ReadAsync(format.At(server).StreamText("Go.", tools));

        Assert.Contains("Overloaded.", Assert.IsType<global::Anthropic.Exceptions.AnthropicSseException>(told.Failure).Message, StringComparison.Ordinal);
        Assert.Equal("ErrorPart", told.Lines.Last());
        Assert.Single(server.Requests);
    }

    private async Task<Told> ReadAsync(Func<Exchange, Task> answer)
    {
        await using var server = LocalServer.Start(answer);
        return await Told.ReadToEndAsync(format.At(server).StreamText("Go.", tools));
    }
}
