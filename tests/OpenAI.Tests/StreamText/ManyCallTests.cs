using System.Globalization;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Runnel.OpenAI.Tests.StreamText.Formats;

namespace Runnel.OpenAI.Tests.StreamText;

public sealed class ManyCallTests
{
    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task SixtyFourCallsAtOnce_RunAtOnce_AndAreAllAnswered(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(
            format.Answer([.. Enumerable.Range(1, 64).Select(number => new SaidCall($"call_{number}", "meet", $$"""{"number":{{number}}}"""))]),
            format.Answer(new SaidText("All are here.")));

        // None ends before all have begun.
        var told = await Told.ReadToEndAsync(format.At(server).StreamText("Meet.", new TripTools { Party = 64 }, new() { MaxSteps = 2 }));

        Assert.Equal(64, told.Parts.OfType<TripTools.MeetToolResult>().Count());
        format.AssertNoCallDangles(server.Requests[1]);
        Assert.Equal(
            Enumerable.Range(1, 64).Select(number => new SentResult($"call_{number}", number.ToString(CultureInfo.InvariantCulture))), format.ResultsIn(server.Requests[1]));
    }

    [Theory]
    [InlineData(Format.OpenAI)]
    [InlineData(Format.Anthropic)]
    public async Task AModelThatNeverStopsCalling_EndsAtMaxSteps_WithEveryCallAnswered(string name)
    {
        var format = Format.Of(name);
        await using var server = LocalServer.Start(format.Answer(new SaidCall("call_1", "getWeather", """{"location":"Oslo"}""")));
        var result = format.At(server).StreamText("Coat?", new TripTools(), new() { MaxSteps = 4 });

        var told = await Told.ReadToEndAsync(result);

        Assert.Equal(4, server.Requests.Count);
        Assert.Equal(4, told.Parts.OfType<TripTools.GetWeatherToolResult>().Count());
        Assert.Equal("FinishPart tool_calls", told.Lines.Last());
        Assert.All(await result.Steps, step => Assert.Equal(Assert.Single(step.Calls).CallId, Assert.Single(step.Results).CallId));
        format.AssertNoCallDangles(server.Requests[3]);
    }
}
