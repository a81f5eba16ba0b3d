using ChatStreaming.Kill;
using Microsoft.Extensions.AI;
using Runnel;
using Part = ChatStreaming.Chat.StreamPart;

namespace ChatStreaming.Tests;

/// <summary>"model steps repeated 0, tools run twice 0" is worth something only if it can say otherwise.</summary>
public sealed class RepetitionsTests
{
    private static readonly Deed[] Paid = [Deed.Step(1), Deed.GetWeather("Oslo"), Deed.GetWeather("Rome"), Deed.Step(2), Deed.Convert(1), Deed.Step(3)];

    // Killed in the middle of step 3; the steps before it are told again, and the third is asked for again.
    private static readonly Part[] Log =
        [.. Looked(1, "Oslo", "Rome"), .. Converted(1, 1), .. Looked(2, "Oslo", "Rome"), .. Converted(2, 1), .. Finished(2)];

    [Fact]
    public void WhatWasCutOff_MayBeDoneAgain() => Assert.Equal(new Repetitions(0, 0), Repetitions.Of(Log, [.. Paid, Deed.Step(3)]));

    [Fact]
    public void AFinishedStep_ThatIsAskedForAgain_IsARepetition() =>
        Assert.Equal(new Repetitions(Steps: 2, 0), Repetitions.Of(Log, [.. Paid, Deed.Step(1), Deed.Step(2), Deed.Step(3)]));

    [Fact]
    public void ATool_ThatAnswersTheSameCallAgain_IsARepetition() =>
        Assert.Equal(new Repetitions(0, Tools: 2), Repetitions.Of(Log, [.. Paid, Deed.Step(3), Deed.GetWeather("Oslo"), Deed.Convert(1)]));

    [Fact]
    public void TheSameCallTwice_InTheModelsOwnSteps_IsNone()
    {
        Part[] log = [.. Looked(1, "Oslo"), .. Looked(2, "Oslo"), .. Looked(2, "Oslo")];

        Assert.Equal(new Repetitions(0, 0), Repetitions.Of(log, [Deed.Step(1), Deed.GetWeather("Oslo"), Deed.Step(2), Deed.GetWeather("Oslo")]));
        Assert.Equal(
            new Repetitions(0, Tools: 1),
            Repetitions.Of(log, [Deed.Step(1), Deed.GetWeather("Oslo"), Deed.Step(2), Deed.GetWeather("Oslo"), Deed.GetWeather("Oslo")]));
    }

    [Fact]
    public void ACall_WhoseResultWasLostWithItsWorker_MayBeMadeAgain()
    {
        Part[] log = [.. Looked(1), .. Looked(2), .. Converted(2, 1)];

        Assert.Equal(new Repetitions(0, 0), Repetitions.Of(log, [Deed.Step(1), Deed.Step(2), Deed.Convert(1), Deed.Step(2), Deed.Convert(1)]));
    }

    [Fact]
    public void WithOneAttempt_NothingIsARepetition() => Assert.Equal(new Repetitions(0, 0), Repetitions.Of([.. Looked(1, "Oslo")], Paid));

    private static IEnumerable<Part> Looked(int attempt, params string[] places) =>
        [.. places.Select(place => Chunk(attempt, Weather(place))), .. Finished(attempt)];

    private static GetWeather.ToolResult Weather(string place) => new(place, new GetWeather.Arguments(place), new Weather(place, 1, "fog"));

    private static IEnumerable<Part> Converted(int attempt, double celsius) =>
        [Chunk(attempt, new WeatherTools.ConvertToolResult("", new WeatherTools.ConvertArguments(celsius), 33.8)), .. Finished(attempt)];

    private static IEnumerable<Part> Finished(int attempt) => [Chunk(attempt, new StepFinish(ChatFinishReason.Stop, new UsageDetails()))];

    private static Part Chunk(int attempt, ITextStreamPart<WeatherTools> chunk) => new Part.OpenAI(chunk) { Attempt = attempt };
}
