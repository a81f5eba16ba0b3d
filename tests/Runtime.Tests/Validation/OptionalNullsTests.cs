using System.Text;
using Runnel.Validation;

namespace Runnel.Tests.Validation;

/// <summary>In a strict schema every member is required and optional ones are nullable: null then means the default.</summary>
public sealed class OptionalNullsTests
{
    [Theory]
    [InlineData("""{"text":null,"count":null,"isOn":null,"share":null,"note":null,"mode":null,"other":null}""", """{"note":null}""")]
    [InlineData("""{"TEXT":null,"unknown":null}""", """{"unknown":null}""")]
    [InlineData("""{"text":"null"}""", """{"text":"null"}""")]
    [InlineData("""{"text":nu""", """{"text":nu""")]
    public void TheyAreTakenOut_WhereNullIsNoValue(string json, string expected) => Assert.Equal(expected, Removed<Defaults>(json));

    [Theory]
    [InlineData("""{"text":null,"name":null}""", """{"text":null,"name":null}""")]
    public void OfARequiredMember_TheyStay_AndAreRefused(string json, string expected) => Assert.Equal(expected, Removed<RequiredMembers>(json));

    [Fact]
    public void AtAnyDepth()
    {
        Assert.Equal(
            """{"first":{"$type":"dog","name":"a","friend":{"$type":"dog","name":"b"}},"others":[{"name":"c","$type":"cat","lives":1}],"last":null}""",
            Removed<Household>("""{"first":{"$type":"dog","name":"a","friend":{"$type":"dog","name":"b"}},"others":[{"name":"c","$type":"cat","lives":1}],"last":null}"""));
        Assert.Equal("""[{"a":1},{"a":2,"b":3}]""", Removed<List<Closed>>("""[{"a":1,"b":null},{"a":2,"b":3}]"""));
        Assert.Equal("""{"x":{"a":1}}""", Removed<Dictionary<string, Closed>>("""{"x":{"a":1,"b":null}}"""));
    }

    private static string Removed<T>(string json) => Encoding.UTF8.GetString(OptionalNulls.Remove(Encoding.UTF8.GetBytes(json), Reading.Options.GetTypeInfo(typeof(T))).Span);
}
