using System.ComponentModel.DataAnnotations;

namespace Runnel.Tests.Validation;

/// <summary>Where the user has no words for it, a rule says what is asked for and what came.</summary>
public sealed class RuleMessageTests
{
    internal sealed record Worded(
        [AllowedValues("a", "b")] string Pick = "a",
        [DeniedValues(0, 1)] int Not = 2,
        [DeniedValues("x")] string NotX = "",
        [AllowedValues("a", "b", ErrorMessage = "{0}: choose well.")] string Own = "a",
        [AllowedValues(1)] int One = 1,
        [MinLength(2)] string AtLeast = "ab",
        [MaxLength(1)] List<int>? AtMost = null,
        [Length(2, 3)] string Between = "ab",
        [Length(2, 2)] int[]? Exactly = null,
        [StringLength(3)] string Short = "",
        [Short] string Derived = "",
        [MaxLength(1)] byte[]? Bytes = null,
        [MinLength(2, ErrorMessage = "{0} needs {1} of them.")] string OwnLength = "ab",
        [Range(1, double.PositiveInfinity)] double Positive = 1,
        [Range(double.NegativeInfinity, 0, MaximumIsExclusive = true)] double Negative = -1,
        [Range(1, 2, ErrorMessage = "{0} is not from {1} to {2}")] int OwnRange = 1,
        [Tenth] int Tenth = 10,
        [EmailAddress] string? Mail = null,
        [Url] string? Link = null,
        [Base64String] string? Data = null,
        [RegularExpression("[a-z]+")] string? Word = null,
        [RegularExpression("[a-z]+", ErrorMessage = "Letters only.")] string? OwnWord = null);

    internal sealed class ShortAttribute() : StringLengthAttribute(3)
    {
        public override bool IsValid(object? value) => base.IsValid(value) && value is not "bad";
    }

    internal sealed class TenthAttribute() : RangeAttribute(0, 100)
    {
        public override string FormatErrorMessage(string name) => $"{name} is no percentage.";
    }

    internal sealed record Needed([property: Required] string? Name, [property: Required(ErrorMessage = "Who?")] string? Who, [AllowedValues("a")] string? Pick);

    internal sealed record Slow([RegularExpression("(a+)+b", MatchTimeoutInMilliseconds = 1)] string Text);

    [Theory]
    [InlineData("""{"pick":"c"}""", "$.pick: must be one of \"a\", \"b\"; it is \"c\".")]
    [InlineData("""{"not":1}""", "$.not: must not be one of 0, 1; it is 1.")]
    [InlineData("""{"notX":"x"}""", "$.notX: must not be \"x\"; it is \"x\".")]
    [InlineData("""{"own":"c"}""", "$.own: own: choose well; it is \"c\".")]
    [InlineData("""{"one":2}""", "$.one: must be 1; it is 2.")]
    [InlineData("""{"atLeast":"a"}""", "$.atLeast: must have at least 2 characters; it has 1 character.")]
    [InlineData("""{"atMost":[1,2]}""", "$.atMost: must have at most 1 item; it has 2 items.")]
    [InlineData("""{"between":""}""", "$.between: must have 2 to 3 characters; it has 0 characters.")]
    [InlineData("""{"exactly":[1]}""", "$.exactly: must have exactly 2 items; it has 1 item.")]
    [InlineData("""{"short":"abcd"}""", "$.short: must have at most 3 characters; it has 4 characters.")]
    [InlineData("""{"derived":"abcd"}""", "$.derived: must have at most 3 characters; it has 4 characters.")]
    [InlineData("""{"bytes":"AAAA"}""", "$.bytes: must have at most 1 byte; it has 3 bytes.")]
    [InlineData("""{"ownLength":"a"}""", "$.ownLength: ownLength needs 2 of them; it has 1 character.")]
    [InlineData("""{"positive":0.5}""", "$.positive: must be at least 1; it is 0.5.")]
    [InlineData("""{"negative":0}""", "$.negative: must be less than 0; it is 0.")]
    [InlineData("""{"ownRange":3}""", "$.ownRange: ownRange is not from 1 to 2; it is 3.")]
    [InlineData("""{"tenth":101}""", "$.tenth: tenth is no percentage; it is 101.")]
    [InlineData("""{"mail":"a"}""", "$.mail: must be an e-mail address; it is \"a\".")]
    [InlineData("""{"link":"a"}""", "$.link: must be a URL of http, https or ftp; it is \"a\".")]
    [InlineData("""{"data":"?"}""", "$.data: must be Base64; it is \"?\".")]
    [InlineData("""{"word":"1"}""", "$.word: must match the regular expression [a-z]+; it is \"1\".")]
    [InlineData("""{"ownWord":"1"}""", "$.ownWord: Letters only; it is \"1\".")]
    public void WhatIsAskedFor_AndWhatCame(string json, string problem) => Assert.Equal(problem, Reading.Problem<Worded>(json));

    [Fact]
    public void OfWhatIsMissing() => Assert.Equal(
        ["$.name: it is required.", "$.who: Who?", "$.pick: must be \"a\"; it is null."],
        Reading.Problems<Needed>("""{"name":null,"who":null,"pick":null}"""));

    [Fact]
    public void AnExpressionThatTakesTooLong_IsSaidToHave() => Assert.Equal(
        "$.text: its rule [RegularExpression] could not be checked in time.", Reading.Problem<Slow>($$"""{"text":"{{new string('a', 60)}}"}"""));
}
