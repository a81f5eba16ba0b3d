using System.ComponentModel.DataAnnotations;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Runnel.Validation;

namespace Runnel.Tests.Validation;

/// <summary>What an absent member leaves keeps the rules that the sender could not have kept.</summary>
public sealed class AbsentMemberTests
{
    internal sealed record Picked([AllowedValues("a", "b")] string? Pick = null, [AllowedValues(Mode.Read)] Mode? Mode = null);

    internal sealed class Chosen
    {
        [AllowedValues("a", "b")]
        public string? Pick { get; set; }
    }

    internal sealed class Limits
    {
        public double Most { get; set; } = double.PositiveInfinity;

        public float Other { get; set; } = 1;

        public Level Level { get; set; } = Level.High;
    }

    internal sealed record Mixed(int Number)
    {
        public double Most { get; set; } = double.PositiveInfinity;
    }

    internal sealed record Asked(string? Unit = "celsius", int? Days = 3, string? Note = null);

    [Theory]
    [InlineData("{}")]
    [InlineData("""{"pick":null,"mode":null}""")]
    [InlineData("""{"pick":"b","mode":"Read"}""")]
    public void NullThatIsTheDefault_IsAllowed(string json)
    {
        Reading.Read<Picked>(json);
        Reading.Read<Chosen>(json);
        Assert.Equal("$.pick: must be one of \"a\", \"b\"; it is \"c\".", Reading.Problem<Picked>("""{"pick":"c"}"""));
    }

    [Theory]
    [InlineData(typeof(Picked))]
    [InlineData(typeof(Chosen))]
    public void NullThatIsTheDefault_IsInTheSchema(Type type)
    {
        var schema = PayloadSchema.Create(type, Reading.Options);
        var pick = schema.GetProperty("properties").GetProperty("pick");

        Assert.False(schema.TryGetProperty("required", out _), schema.ToString());
        Assert.Equal("""["string","null"]""", pick.GetProperty("type").GetRawText());
        Assert.Equal("""["a","b",null]""", pick.GetProperty("enum").GetRawText());
        Assert.True(type == typeof(Chosen) || pick.GetProperty("default").ValueKind == JsonValueKind.Null);
        Assert.True(type == typeof(Chosen) || schema.GetProperty("properties").GetProperty("mode").GetProperty("enum").GetRawText() == """["Read",null]""", schema.ToString());
    }

    [Fact]
    public void AnInfinity_IsRefused_UnlessItIsTheDefault()
    {
        Assert.Equal(double.PositiveInfinity, Reading.Read<Limits>("{}").Most);
        Assert.Equal("$.other: the number is beyond what a float can hold.", Reading.Problem<Limits>("""{"other":1e400}"""));
        Assert.Equal("$.most: the number is beyond what a double can hold.", Reading.Problem<Limits>("""{"most":-1e400}"""));
        // What the property of a record with a constructor begins with is not known.
        Assert.Equal(double.PositiveInfinity, Reading.Read<Mixed>("""{"number":1}""").Most);
    }

    [Fact]
    public void AZeroThatTheEnumDoesNotDefine_IsRefused_WhereAnotherIsTheDefault() =>
        Assert.Equal("$.level: expected one of \"Low\", \"High\", got 0.", Reading.Problem<Limits>("""{"level":0}"""));

    [Theory]
    [InlineData("""{"unit":null,"days":null,"note":null}""", """{"note":null}""")]
    public void InTheStrictForm_NullIsTheDefault_WhereNullIsAllowedToo(string json, string expected) => Assert.Equal(
        expected, Encoding.UTF8.GetString(OptionalNulls.Remove(Encoding.UTF8.GetBytes(json), Reading.Options.GetTypeInfo(typeof(Asked))).Span));

    [Fact]
    public void InTheStrictForm_OfGeneratedArguments_AndProperties_AsWell()
    {
        Assert.Equal("{}", Removed(typeof(EnumArguments), """{"other":null}"""));
        Assert.Equal("{}", Removed(typeof(Settable), """{"note":null}"""));
    }

    private static string Removed(Type type, string json) => Encoding.UTF8.GetString(OptionalNulls.Remove(Encoding.UTF8.GetBytes(json), Reading.Options.GetTypeInfo(type)).Span);
}
