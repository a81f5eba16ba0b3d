using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using Runnel.Json;
using Runnel.Tests.Validation;
using Runnel.Validation;

namespace Runnel.Tests.Json;

/// <summary>Enums go by name, unless the user says otherwise: of the type, of the member, or in a context.</summary>
public sealed class EnumTests
{
    private static readonly JsonSerializerOptions Options = RunnelJson.Create([new CorpusArguments()], []);

    internal enum Color
    {
        Red,
        Green,
    }

    [JsonConverter(typeof(JsonNumberEnumConverter<Priority>))]
    internal enum Priority
    {
        Low,
        High,
    }

    [JsonConverter(typeof(LetterConverter))]
    internal enum Size
    {
        Small,
        Large,
    }

    internal sealed class LetterConverter : JsonConverter<Size>
    {
        public override Size Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetString() == "L" ? Size.Large : Size.Small;

        public override void Write(Utf8JsonWriter writer, Size value, JsonSerializerOptions options) => writer.WriteStringValue(value == Size.Large ? "L" : "S");
    }

    internal sealed record Shirt(
        Color Color, Color? Lining = null, List<Color?>? More = null, Dictionary<Color, Color>? Pairs = null, Priority Priority = Priority.Low, Size Size = Size.Small, Size? Other = null);

    internal sealed record Numbered(Color Color, [property: JsonConverter(typeof(JsonNumberEnumConverter<Color>))] Color Lining);

    internal sealed record Parcel(Status Status, Status? Before = null);

    internal enum Status
    {
        Open,
        Sent,
    }

    [Fact]
    public void TheyGoByName_AlsoNullable_InLists_AndAsKeys() => AssertBothWays(
        new Shirt(Color.Green, Color.Red, [Color.Red, null], new() { [Color.Green] = Color.Red }),
        """{"color":"Green","lining":"Red","more":["Red",null],"pairs":{"Green":"Red"},"priority":0,"size":"S","other":null}""");

    [Fact]
    public void AConverterOfTheType_Holds() => AssertBothWays(
        new Shirt(Color.Red, Priority: Priority.High, Size: Size.Large, Other: Size.Large),
        """{"color":"Red","lining":null,"more":null,"pairs":null,"priority":1,"size":"L","other":"L"}""");

    [Fact]
    public void AConverterOfTheMember_Holds() => AssertBothWays(new Numbered(Color.Green, Color.Green), """{"color":"Green","lining":1}""");

    [Fact]
    public void AContextOfTheUsers_Holds()
    {
        var options = RunnelJson.Create([], [NumberContext.Default]);

        AssertBothWays(new Parcel(Status.Sent, Status.Open), """{"status":1,"before":0}""", options);
        // What it does not know goes by name all the same.
        AssertBothWays(new Numbered(Color.Green, Color.Red), """{"color":"Green","lining":0}""", options);
        Assert.Equal("1", JsonSerializer.Serialize(Status.Sent, options.GetTypeInfo(typeof(Status))));

        AssertBothWays(new Parcel(Status.Sent, Status.Open), """{"status":"Sent","before":"Open"}""", RunnelJson.Create([], [NameContext.Default]));
    }

    [Fact]
    public void GeneratedArguments_GoByName() => AssertBothWays(new EnumArguments(Mode.Execute, Mode.Read), """{"mode":"Execute","other":"Read"}""");

    [Fact]
    public void TheirNumbers_AreReadAsWell()
    {
        Assert.Equal(Color.Green, Read<Shirt>("""{"color":1,"lining":0}""", Options).Color);
        Assert.Equal(Mode.Execute, Read<EnumArguments>("""{"mode":2}""", Options).mode);
    }

    [Fact]
    public void TheSchemaSaysTheSame()
    {
        var properties = PayloadSchema.Create(typeof(Shirt), Options).GetProperty("properties");

        Assert.Equal("""["Red","Green"]""", properties.GetProperty("color").GetProperty("enum").GetRawText());
        Assert.Equal("""["Red","Green",null]""", properties.GetProperty("lining").GetProperty("enum").GetRawText());
        Assert.Equal("[0,1]", properties.GetProperty("priority").GetProperty("enum").GetRawText());
        Assert.False(properties.GetProperty("size").TryGetProperty("enum", out _));
        Assert.Equal("$.status: expected one of 0, 1, got the string \"x\".", Problem<Parcel>("""{"status":"x"}""", RunnelJson.Create([], [NumberContext.Default])));
    }

    private static void AssertBothWays<T>(T value, string json, JsonSerializerOptions? options = null)
        where T : notnull
    {
        var written = JsonSerializer.Serialize(value, (JsonTypeInfo<T>)(options ?? Options).GetTypeInfo(typeof(T)));
        Assert.Equal(json, written);
        Assert.Equal(json, JsonSerializer.Serialize(Read<T>(written, options ?? Options), (JsonTypeInfo<T>)(options ?? Options).GetTypeInfo(typeof(T))));
    }

    private static T Read<T>(string json, JsonSerializerOptions options)
        where T : notnull => PayloadReader.Read(Encoding.UTF8.GetBytes(json), (JsonTypeInfo<T>)options.GetTypeInfo(typeof(T)));

    private static string Problem<T>(string json, JsonSerializerOptions options)
        where T : notnull => Assert.Single(Assert.Throws<InvalidPayloadException>(() => Read<T>(json, options)).Problems) is var problem ? $"{problem.Path}: {problem.Reason}" : "";
}

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web)]
[JsonSerializable(typeof(EnumTests.Parcel))]
internal sealed partial class NumberContext : JsonSerializerContext;

[JsonSourceGenerationOptions(JsonSerializerDefaults.Web, UseStringEnumConverter = true)]
[JsonSerializable(typeof(EnumTests.Parcel))]
internal sealed partial class NameContext : JsonSerializerContext;
