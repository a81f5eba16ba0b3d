using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using System.Text.Json.Serialization;
using Runnel.Json;
using Runnel.Validation;

namespace Runnel.Tests.Validation;

/// <summary>Rules are found wherever they stand, and hold for what is nested.</summary>
public sealed class RuleTests
{
    internal sealed record Order(
        [Range(1, 10)] int Count,
        [property: StringLength(5)] string Code,
        [MinLength(1)] List<Line> Lines,
        Dictionary<string, Line>? ByName = null,
        Animal? Pet = null,
        [CustomValidation(typeof(EvenNumbers), nameof(EvenNumbers.IsEven))] int Even = 2,
        [Range(typeof(DateOnly), "2026-01-01", "2026-12-31")] DateOnly? Day = null,
        [Percent] int Share = 0);

    internal sealed record Pair(string Code, [property: Compare("Code")] string? Again);

    internal sealed record Line([MaxLength(3)] string Name, Mode Mode = Mode.Read);

    internal sealed class PercentAttribute() : RangeAttribute(0, 100)
    {
        public override bool IsValid(object? value) => base.IsValid(value) && value is not 13;
    }

    [AttributeUsage(AttributeTargets.Class)]
    internal sealed class NotBothAttribute : ValidationAttribute
    {
        protected override ValidationResult? IsValid(object? value, ValidationContext validationContext) =>
            value is Both { A: true, B: true } ? new ValidationResult("not both of a and b") : ValidationResult.Success;
    }

    [NotBoth]
    internal sealed record Both(bool A, bool B, Both? Inner = null) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            if (!A && !B)
            {
                yield return new ValidationResult("one of a and b", [nameof(A)]);
            }
        }
    }

    internal sealed record Throwing([Bad] int Number) : IValidatableObject
    {
        public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
        {
            yield return Number == 1 ? throw new FormatException("no idea") : ValidationResult.Success!;
        }
    }

    internal sealed class BadAttribute : ValidationAttribute
    {
        public override bool IsValid(object? value) => value is 2 ? throw new FormatException("broken rule") : true;
    }

    private const string Fits = """ "count":1,"code":"a","lines":[{"name":"b"}] """;

    [Theory]
    [InlineData("""{"count":11,"code":"a","lines":[{"name":"b"}]}""", "$.count: must be between 1 and 10; it is 11.")]
    [InlineData("""{"count":1,"code":"abcdef","lines":[{"name":"b"}]}""", "$.code: must have at most 5 characters; it has 6 characters.")]
    [InlineData("""{"count":1,"code":"a","lines":[]}""", "$.lines: must have at least 1 item; it has 0 items.")]
    [InlineData("""{"count":1,"code":"a","lines":[{"name":"b"},{"name":"long"}]}""", "$.lines[1].name: must have at most 3 characters; it has 4 characters.")]
    [InlineData("""{"count":1,"code":"a","lines":[{"name":"b","mode":9}]}""", "$.lines[0].mode: expected one of \"Read\", \"Write\", \"Execute\", got 9.")]
    [InlineData("{" + Fits + ""","byName":{"x y":{"name":"long"}}}""", "$.byName['x y'].name: must have at most 3 characters; it has 4 characters.")]
    [InlineData("{" + Fits + ""","pet":{"$type":"cat","name":"c","lives":10}}""", "$.pet.lives: must be between 1 and 9; it is 10.")]
    [InlineData("{" + Fits + ""","pet":{"friend":{"$type":"cat","name":"c","lives":0},"name":"d","$type":"dog"}}""", "$.pet.friend.lives: must be between 1 and 9; it is 0.")]
    [InlineData("{" + Fits + ""","even":3}""", "$.even: even is odd; it is 3.")]
    [InlineData("{" + Fits + ""","day":"2027-01-01"}""", "$.day: must be between 2026-01-01 and 2026-12-31; it is 2027-01-01.")]
    [InlineData("{" + Fits + ""","share":101}""", "$.share: must be between 0 and 100; it is 101.")]
    [InlineData("{" + Fits + ""","share":13}""", "$.share: must be between 0 and 100; it is 13.")]
    public void EachIsToldWithItsPlace(string json, string problem) => Assert.Equal(problem, Reading.Problem<Order>(json));

    [Fact]
    public void WhatKeepsThem_IsRead()
    {
        var order = Reading.Read<Order>("{" + Fits + ""","even":4,"day":"2026-05-17","share":14,"byName":{"a":{"name":"b"}}}""");

        Assert.Equal((1, 4, 14), (order.Count, order.Even, order.Share));
    }

    [Fact]
    public void MembersAreCompared()
    {
        Assert.Equal("$.again: 'again' and 'Code' do not match; it is \"b\".", Reading.Problem<Pair>("""{"code":"a","again":"b"}"""));
        Assert.Equal("a", Reading.Read<Pair>("""{"code":"a","again":"a"}""").Again);
    }

    [Fact]
    public void OfATypesOwnRules_TheInnermostIsToldFirst_AndWhatItSaysOfItselfOnlyWhereNothingElseIsWrong()
    {
        Assert.Equal(["$.inner: not both of a and b"], Reading.Problems<Both>("""{"a":false,"b":false,"inner":{"a":true,"b":true}}""").Take(1));
        Assert.Equal("$.inner.a: one of a and b", Reading.Problem<Both>("""{"a":true,"b":false,"inner":{"a":false,"b":false}}"""));
        Assert.Equal("$.a: one of a and b", Reading.Problem<Both>("""{"a":false,"b":false}"""));
        Assert.Equal("$: not both of a and b", Reading.Problem<Both>("""{"a":true,"b":true}"""));
    }

    [Fact]
    public void ARuleThatThrows_IsAProblem_WithItsCause()
    {
        Assert.Equal("$.number: its rule [Bad] threw FormatException: broken rule", Reading.Problem<Throwing>("""{"number":2}"""));
        Assert.Equal("$: its validation threw FormatException: no idea", Reading.Problem<Throwing>("""{"number":1}"""));
        Assert.IsType<FormatException>(Assert.Throws<InvalidPayloadException>(() => Reading.Read<Throwing>("""{"number":1}""")).InnerException);
        Assert.Equal(3, Reading.Read<Throwing>("""{"number":3}""").Number);
    }

    [Fact]
    public void RulesOfGeneratedArguments_Hold() => Assert.Equal(
        ["$.city: it is required and must not be blank; it is \" \".", "$.days: must be between 1 and 14; it is 15.", "$.tags: must have 1 to 3 items; it has 0 items."],
        Reading.Problems<AnnotatedArguments>("""{"city":" ","days":15,"tags":[]}"""));

    [Fact]
    public void OfManyProblems_TenAreTold() =>
        Assert.Equal(10, Reading.Problems<Order>($$"""{"count":0,"code":"a","lines":[{{string.Join(',', Enumerable.Repeat("""{"name":"long"}""", 100))}}]}""").Count);

    [Fact]
    public void AnUndefinedZeroThatWasNotSent_IsNoError() => Assert.Equal(default, Reading.Read<WithLevel>("{}").Level);

    [Fact]
    public void AnInfiniteDefault_IsNoError()
    {
        Assert.Equal(double.PositiveInfinity, Reading.Read<WithLimits>("""{"needed":1}""").Most);
        Assert.Equal(float.NegativeInfinity, Reading.Read<WithLimits>("""{"needed":1}""").Least);
        Assert.StartsWith("$.needed: the number is beyond", Reading.Problem<WithLimits>("""{"needed":1e999}"""), StringComparison.Ordinal);
    }

    [Fact]
    public void ATypeWithoutRules_IsNotLookedInto()
    {
        var plans = ValidationPlans.Of(Reading.Options);

        Assert.False(plans.HasRules(typeof(BindingMessageTests.Stop)));
        Assert.False(plans.HasRules(typeof(Dictionary<string, List<Node>>)));
        Assert.True(plans.HasRules(typeof(List<Order>)));
        Assert.True(plans.HasRules(typeof(Dictionary<string, Household>)));
    }

    [Fact]
    public void RulesHold_WithContractsMadeAtCompileTime()
    {
        var options = RunnelJson.Create([], [RuleContracts.Default]);
        Assert.Same(RuleContracts.Default.GetType(), RuleContracts.Default.Order.OriginatingResolver!.GetType());

        var problems = Assert.Throws<InvalidPayloadException>(() => PayloadReader.Read(
            """{"count":11,"code":"abcdef","lines":[{"name":"long"}]}"""u8, (System.Text.Json.Serialization.Metadata.JsonTypeInfo<Order>)options.GetTypeInfo(typeof(Order)))).Problems;

        Assert.Equal(["$.count", "$.code", "$.lines[0].name"], problems.Select(problem => problem.Path));
    }

    internal sealed record WithLimits(double Needed, double Most = double.PositiveInfinity)
    {
        public float Least { get; set; } = float.NegativeInfinity;
    }

    internal sealed class WithLevel
    {
        public Level Level { get; set; }
    }
}

public static class EvenNumbers
{
    public static ValidationResult? IsEven(int value, ValidationContext context) => value % 2 == 0 ? ValidationResult.Success : new ValidationResult($"{context.DisplayName} is odd");
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(RuleTests.Order))]
[JsonSerializable(typeof(StructDefaults))]
internal sealed partial class RuleContracts : JsonSerializerContext;
