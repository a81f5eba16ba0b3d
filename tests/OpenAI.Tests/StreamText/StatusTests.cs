using System.ClientModel;
using Anthropic.Exceptions;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.StreamText;

/// <summary>Answers that are errors: the exception says which and why, and StreamText itself asks no second time.</summary>
public sealed class StatusTests
{
    private readonly TripTools tools = new();

    [Theory]
    [InlineData(Format.OpenAI, 401)]
    [InlineData(Format.OpenAI, 429)]
    [InlineData(Format.OpenAI, 500)]
    [InlineData(Format.Anthropic, 401)]
    [InlineData(Format.Anthropic, 429)]
    [InlineData(Format.Anthropic, 500)]
    public async Task AnErrorInPlaceOfAnAnswer_IsAPart_AndAnException_ThatSayWhat(string name, int status)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(format.Refuse(status, "The server says why."));

        var told = await Told.ReadAsync(format.At(server).StreamText("Hi", tools, new() { MaxSteps = 5 }));

        Assert.Equal(["StreamStart", "StepStart", "ErrorPart"], told.Lines);
        AssertSays(told, status);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(Format.OpenAI, 429)]
    [InlineData(Format.Anthropic, 429)]
    public async Task InTheSecondStep_TheCallsOfTheFirstAreAnswered(string name, int status)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(
            format.Answer(new SaidCall("call_1", "getWeather", """{"location":"Oslo"}""")), format.Refuse(status, "The server says why."));

        var told = await Told.ReadAsync(format.At(server).StreamText("Coat?", tools, new() { MaxSteps = 5 }));

        Assert.Equal(
            ["StreamStart", "StepStart", "GetWeatherToolCall call_1 Oslo", "GetWeatherToolResult call_1 -3", "StepFinish tool_calls", "StepStart", "ErrorPart"], told.Lines);
        AssertSays(told, status);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task AClientThatRetries_AsksAgain_AndTheStreamDoesNotTell()
    {
        var format = Format.Of(Format.OpenAI);
        await using var server = LocalServer.Start(format.Refuse(500, "Later."), format.Answer(new SaidText("Hi.")));

        await Told.ReadToEndAsync(Model.At(server, new RecordedRetries()).StreamText("Hi", tools));

        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task AnthropicsClientThatRetries_AsksAgain_AndTheStreamDoesNotTell()
    {
        var format = Format.Of(Format.Anthropic);
        await using var server = LocalServer.Start(format.Refuse(429, "Later.", "Retry-After-Ms: 1"), format.Answer(new SaidText("Hi.")));

        await Told.ReadToEndAsync(AnthropicFormat.At(server, retries: 1).StreamText("Hi", tools));

        Assert.Equal(2, server.Requests.Count);
    }

    private static void AssertSays(Told told, int status)
    {
        var (seen, isClear) = told.Failure switch
        {
            ClientResultException failure => (failure.Status, failure.Message.Contains("The server says why.", StringComparison.Ordinal)),
            AnthropicApiException failure => ((int)failure.StatusCode, failure.Message.Contains("The server says why.", StringComparison.Ordinal)),
            _ => (0, false),
        };
        Assert.True(isClear, $"{told.Failure}");
        Assert.Equal(status, seen);
        var error = Assert.IsType<ErrorPart>(told.Parts[^1]).Error;
        Assert.Equal((told.Failure!.GetType().Name, told.Failure.Message), (error.Type.Split('.')[^1], error.Message));
    }
}
