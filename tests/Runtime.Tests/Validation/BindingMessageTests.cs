namespace Runnel.Tests.Validation;

/// <summary>Whoever sent what cannot be bound, perhaps a model, is told which member, what was expected and what came.</summary>
public sealed class BindingMessageTests
{
    internal sealed record Trip(string City, int Days, Mode Mode, List<Stop>? Stops = null, double? Budget = null, DateOnly? From = null, Dictionary<Mode, bool>? Allowed = null);

    internal sealed record Stop(string Name, bool IsSlow = false);

    internal sealed class Guarded
    {
        public Guarded(int number) => Number = number > 0 ? number : throw new ArgumentException("A number below one.");

        public int Number { get; }
    }

    [Theory]
    [InlineData("""{"days":3,"mode":"Read"}""", "$: required members are missing: 'city' (a string).")]
    [InlineData("{}", "$: required members are missing: 'city' (a string), 'days' (an integer), 'mode' (one of \"Read\", \"Write\", \"Execute\").")]
    [InlineData("""{"city":"a","days":"soon","mode":"Read"}""", "$.days: expected an integer, got the string \"soon\".")]
    [InlineData("""{"city":"a","days":1.5,"mode":"Read"}""", "$.days: expected an integer, got the number 1.5.")]
    [InlineData("""{"city":"a","days":3000000000,"mode":"Read"}""", "$.days: expected an integer, got the number 3000000000.")]
    [InlineData("""{"city":"a","days":{},"mode":"Read"}""", "$.days: expected an integer, got an object.")]
    [InlineData("""{"city":"a","days":null,"mode":"Read"}""", "$.days: null is not allowed; expected an integer.")]
    [InlineData("""{"city":null,"days":1,"mode":"Read"}""", "$.city: null is not allowed; expected a string.")]
    [InlineData("""{"city":["a"],"days":1,"mode":"Read"}""", "$.city: expected a string, got an array.")]
    [InlineData("""{"city":"a","days":1,"mode":"Reed"}""", "$.mode: expected one of \"Read\", \"Write\", \"Execute\", got the string \"Reed\".")]
    [InlineData("""{"city":"a","days":1,"mode":7}""", "$.mode: expected one of \"Read\", \"Write\", \"Execute\", got 7.")]
    [InlineData("""{"city":"a","days":1,"mode":"Read","stops":{"name":"b"}}""", "$.stops: expected an array, got an object.")]
    [InlineData("""{"city":"a","days":1,"mode":"Read","stops":[{"name":"b"},{"isSlow":true}]}""", "$.stops[1]: required members are missing: 'name' (a string).")]
    [InlineData("""{"city":"a","days":1,"mode":"Read","stops":["b"]}""", "$.stops[0]: expected an object, got the string \"b\".")]
    [InlineData("""{"city":"a","days":1,"mode":"Read","stops":[{"name":"b","isSlow":"no"}]}""", "$.stops[0].isSlow: expected true or false, got the string \"no\".")]
    [InlineData("""{"city":"a","days":1,"mode":"Read","budget":"much"}""", "$.budget: expected a number, got the string \"much\".")]
    [InlineData("""{"city":"a","days":1,"mode":"Read","from":"tomorrow"}""", "$.from: expected a date such as \"2026-05-17\", got the string \"tomorrow\".")]
    [InlineData("""{"city":"a","days":1,"mode":"Read","allowed":{"Fly":true}}""", "$.allowed.Fly: the key is not one of \"Read\", \"Write\", \"Execute\".")]
    [InlineData("""{"city":"a","days":1,"mode":"Read","stops":[null]}""", "$.stops[0]: null is not allowed here.")]
    [InlineData("null", "$: it is null.")]
    [InlineData("[]", "$: expected an object, got an array.")]
    public void TheMember_WhatWasExpected_AndWhatCame(string json, string problem) => Assert.Equal(problem, Reading.Problem<Trip>(json));

    [Fact]
    public void AllIsToldAtOnce() => Assert.Equal(
        ["$: required members are missing: 'city' (a string).", "$.days: expected an integer, got the string \"x\".", "$.stops[0]: required members are missing: 'name' (a string)."],
        Reading.Problems<Trip>("""{"days":"x","mode":"Read","stops":[{}]}"""));

    [Fact]
    public void OfMany_TenAreTold() => Assert.Equal(10, Reading.Problems<List<int>>("[" + string.Join(',', Enumerable.Repeat("\"x\"", 500)) + "]").Count);

    [Fact]
    public void OfALongValue_TheBeginningIsShown()
    {
        var problem = Reading.Problem<Trip>($$"""{"city":"a","days":"{{new string('x', 1024 * 1024)}}","mode":"Read"}""");

        Assert.Contains("(1,048,576 characters)", problem);
        Assert.InRange(problem.Length, 100, 250);
    }

    [Fact]
    public void AUnionsDiscriminator_IsNamed_WithItsValues()
    {
        Assert.Equal("$: required members are missing: '$type' (one of \"cat\", \"dog\").", Reading.Problem<Animal>("""{"name":"a"}"""));
        Assert.Equal("$.$type: expected one of \"cat\", \"dog\", got the string \"cow\".", Reading.Problem<Animal>("""{"$type":"cow","name":"a"}"""));
        Assert.Equal("$: required members are missing: 'lives' (an integer).", Reading.Problem<Animal>("""{"name":"a","$type":"cat"}"""));
    }

    [Fact]
    public void AMemberThatIsNotAllowed_IsNamed_WithThoseThatAre() =>
        Assert.Equal("$.c: there is no such member; allowed are 'a', 'b'.", Reading.Problem<Closed>("""{"a":1,"c":2}"""));

    [Fact]
    public void WhatItsConstructorRefuses_IsToldInItsWords() => Assert.Equal("$: A number below one.", Reading.Problem<Guarded>("""{"number":0}"""));

    [Theory]
    [InlineData("{\"city\":", "it is not JSON")]
    [InlineData("{\"city\":\"a\",}", "it is not JSON")]
    [InlineData("", "it is not JSON")]
    public void WhatIsNotJson_IsSaidToBeNone(string json, string reason) => Assert.Contains(reason, Reading.Problem<Trip>(json));
}
