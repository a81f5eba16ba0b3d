using Runnel.Validation;

namespace Runnel.Tests.Validation;

/// <summary>What the binder takes although the schema does not speak of it. There is no more of it than this.</summary>
public sealed class LeniencyTests
{
    internal sealed record Lenient(int Count, Mode Mode, byte[]? Data = null, DateTime? At = null);

    internal sealed record WithMemory(ReadOnlyMemory<byte> Data);

    [Theory]
    [InlineData("""{"count":"3","mode":"Read"}""", "a number in a string")]
    [InlineData("""{"COUNT":3,"Mode":"Read"}""", "a member's name in another case")]
    [InlineData("""{"count":3,"mode":0}""", "an enum's number, which versions before stored")]
    [InlineData("""{"count":3,"mode":"read"}""", "an enum's name in another case")]
    [InlineData("""{"count":3,"mode":" Read "}""", "space about an enum's name")]
    [InlineData("""{"count":3,"mode":"Read","data":"AA AA"}""", "space in Base64")]
    [InlineData("""{"count":3,"mode":"Read","at":"2026-05-17"}""", "a date for a date and time")]
    public void IsRead(string json, string leniency)
    {
        Assert.NotEmpty(leniency);
        Assert.Equal((3, Mode.Read), (Reading.Read<Lenient>(json).Count, Reading.Read<Lenient>(json).Mode));
    }

    [Fact]
    public void NullForAMemory_IsReadAsEmpty() => Assert.Equal(0, Reading.Read<WithMemory>("""{"data":null}""").Data.Length);

    [Fact]
    public void OnlyTheBinderKnows_WhatNoSchemaSays()
    {
        var schema = PayloadSchema.Create(typeof(Lenient), Reading.Options);
        var checker = new SchemaChecker(schema);

        // An integer with a fraction of nothing, and one beyond its type.
        foreach (var json in new[] { """{"count":1.0,"mode":"Read"}""", """{"count":3000000000,"mode":"Read"}""" })
        {
            Assert.True(checker.Accepts(System.Text.Json.JsonElement.Parse(json)));
            Assert.StartsWith("$.count: expected an integer", Reading.Problem<Lenient>(json), StringComparison.Ordinal);
        }
    }
}
