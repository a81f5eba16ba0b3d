using ChatStreaming.Kill;
using Runnel;

namespace ChatStreaming.Tests;

/// <summary>The line "tokens lost 0" is worth something only if it can say otherwise.</summary>
public sealed class LossesTests
{
    private static readonly IReadOnlyList<Token> Log = [Token(1, "A "), Token(2, "cat "), Token(3, "purrs "), Token(4, "a "), Token(5, "lot.")];

    [Fact]
    public void WhatWasSeenAsItIsInTheLog_IsNotLost() => Assert.Equal(new Losses(0, 0, 0, 0), Losses.Of(Log, [.. Log]));

    [Fact]
    public void AMissedToken_IsLost() =>
        Assert.Equal(new Losses(Missed: 1, 0, 0, 0), Losses.Of(Log, [Log[0], Log[1], Log[3], Log[4]]));

    [Fact]
    public void WithoutAnyToken_AllAreLost() => Assert.Equal(5, Losses.Of(Log, []).Total);

    [Fact]
    public void ATokenSeenTwice_IsLost() =>
        Assert.Equal(new Losses(0, Duplicates: 2, 0, 0), Losses.Of(Log, [Log[0], Log[1], Log[1], Log[2], Log[3], Log[4], Log[1]]));

    [Fact]
    public void TokensInAnotherOrder_AreLost() =>
        Assert.Equal(new Losses(0, 0, Reordered: 2, 0), Losses.Of(Log, [Log[0], Log[2], Log[1], Log[3], Log[4]]));

    [Fact]
    public void ATokenThatTheLogDoesNotHave_CountsToo() =>
        Assert.Equal(new Losses(0, 0, 0, Invented: 1), Losses.Of(Log, [.. Log, Token(6, "Never.")]));

    [Fact]
    public void ATokenWithAnotherText_IsNotTheSame() =>
        Assert.Equal(new Losses(Missed: 1, 0, 0, Invented: 1), Losses.Of(Log, [Log[0], Token(2, "dog "), Log[2], Log[3], Log[4]]));

    [Fact]
    public void ATokenOfAnotherAttempt_IsNotTheSame() =>
        Assert.Equal(2, Losses.Of(Log, [Log[0] with { Attempt = 2 }, .. Log.Skip(1)]).Total);

    [Fact]
    public void ALogThatReadsATokenTwice_IsNotTrusted() => Assert.Equal(1, Losses.Of([.. Log, Log[4]], Log).Total);

    [Fact]
    public void EverythingAtOnce_IsAddedUp()
    {
        var losses = Losses.Of(Log, [Log[1], Log[0], Log[0], Log[3], Token(7, "Never.")]);

        Assert.Equal(new Losses(Missed: 2, Duplicates: 1, Reordered: 2, Invented: 1), losses);
        Assert.Equal(6, losses.Total);
    }

    [Theory]
    [InlineData("A cat purrs a lot.", 0)]
    [InlineData("A cat purrs a whole lot.", 1)]
    [InlineData("A cat purrs a lot. So it does.", 3)]
    [InlineData("Well, A cat purrs a lot.", 1)]
    [InlineData("A cat a lot.", 1)]
    [InlineData("A cat purrs a lot. ", 1)]
    [InlineData("", 5)]
    public void TheAnswer_IsWhatItsStreamSaid(string answer, int lost) => Assert.Equal(lost, Losses.OfAnswer(answer, Log));

    [Fact]
    public void AFinishedStep_MayComeInOtherPiecesAgain_AndOneThatWasCutOffMayChange() => Assert.Equal(0, Losses.OfSteps(
        [
            Step(1, true, "Oslo, ", "1 °C."), Step(1, true, "That ", "is:"), Step(1, false, "Brr"),
            Step(2, true, "Oslo, 1 °C."), Step(2, true, "That is:"), Step(2, true, "Cold."),
        ]));

    [Fact]
    public void AFinishedStep_ThatSaysSomethingElseAgain_IsLost() =>
        Assert.Equal(3, Losses.OfSteps([Step(1, true, "Oslo, ", "1 °C."), Step(2, true, "Oslo, 2 °C.")]));

    [Fact]
    public void AFinishedStep_ThatDoesNotComeAgain_IsLost() =>
        Assert.Equal(2, Losses.OfSteps([Step(1, true, "Oslo, "), Step(1, true, "It ", "is:"), Step(2, true, "Oslo, ")]));

    [Fact]
    public void WithOneAttempt_ThereIsNothingToCompare() => Assert.Equal(0, Losses.OfSteps([Step(1, true, "Oslo, "), Step(1, true, "cold.")]));

    private static ModelStep Step(int attempt, bool isFinished, params string[] texts) =>
        new(attempt, [.. texts.Select(text => Token(1, text) with { Attempt = attempt })], isFinished);

    private static Token Token(int place, string text) => new(RunCursor.Parse($"run_1.0.{place}"), Attempt: 1, text);
}
