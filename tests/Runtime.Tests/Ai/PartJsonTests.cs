using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;
using Runnel.Ai;

namespace Runnel.Tests.Ai;

public sealed class PartJsonTests
{
    private static readonly JsonSerializerOptions Json = WeatherTools.Json();

    public static TheoryData<string> Rows => [.. PartTable.All.Keys];

    public static TheoryData<string> CommonRows => [.. PartTable.Common.Keys];

    public static TheoryData<string> TypedRows => [.. PartTable.Typed.Keys];

    [Theory, MemberData(nameof(Rows))]
    public void APart_IsWrittenAsTheTableSays(string json) => Assert.Equal(json, Write(PartTable.All[json]));

    [Theory, MemberData(nameof(Rows))]
    public void WhatWasWritten_IsReadAsTheSame(string json) => Assert.Equal(PartTable.All[json], Read<WeatherTools>(json));

    [Theory, MemberData(nameof(CommonRows))]
    public void APartOfEverySet_NeedsNoSet(string json)
    {
        Assert.Equal(json, Write(PartTable.Common[json]));
        Assert.Equal(PartTable.Common[json], Read<IToolSet>(json));
    }

    [Theory, MemberData(nameof(Rows))]
    public void FieldsMayComeInAnyOrder(string json)
    {
        var backwards = Reverse(JsonNode.Parse(json)!).ToJsonString();

        Assert.Equal(PartTable.All[json], Read<WeatherTools>(backwards));
    }

    [Theory, MemberData(nameof(Rows))]
    public void FieldsThatNobodyKnows_AreIgnored(string json)
    {
        var longer = JsonNode.Parse(json)!.AsObject();
        longer.Insert(0, "providerMetadata", JsonNode.Parse("""{"type":"text-delta","text":[1,{"id":2}]}"""));
        longer.Add("providerExecuted", value: true);

        Assert.Equal(PartTable.All[json], Read<WeatherTools>(longer.ToJsonString()));
    }

    [Theory, MemberData(nameof(TypedRows))]
    public void WithoutItsSet_AToolsPartIsDynamic_AndStaysSo(string json)
    {
        var node = JsonNode.Parse(json)!;
        var part = Read<IToolSet>(json);

        Assert.Equal(node["toolCallId"]!.ToString(), Id(part));
        node["dynamic"] = true;
        var written = Write(part);
        Assert.True(JsonNode.DeepEquals(node, JsonNode.Parse(written)), written);
        Assert.Equal(part, Read<WeatherTools>(written));

        static string Id(object part) => part switch
        {
            DynamicToolCall call => call.ToolCallId,
            DynamicToolResult result => result.ToolCallId,
            DynamicToolError error => error.ToolCallId,
            _ => $"{part.GetType()}",
        };
    }

    [Fact]
    public void TheTable_HasEveryPartAndEveryType()
    {
        var parts = typeof(TextDelta).Assembly.GetTypes()
            .Where(type => !type.IsAbstract && typeof(ITextStreamPart<IToolSet>).IsAssignableFrom(type)).ToHashSet();
        var types = typeof(PartType).GetFields().Select(field => (string)field.GetRawConstantValue()!).ToHashSet();

        Assert.Equal(23, parts.Count);
        Assert.Equal(parts, PartTable.Common.Values.Select(part => part.GetType()).ToHashSet());
        Assert.Equal(types, PartTable.All.Keys.Select(json => JsonNode.Parse(json)!["type"]!.ToString()).ToHashSet());
    }

    [Fact]
    public void AListOfParts_IsReadInOrder()
    {
        var list = $"[{string.Join(",", PartTable.All.Keys)}]";

        Assert.Equal(PartTable.All.Values, JsonSerializer.Deserialize<List<ITextStreamPart<WeatherTools>>>(list, Json)!);
    }

    [Fact]
    public void AnObjectThatIsNoPart_IsRefused()
    {
        var exception = Assert.Throws<NotSupportedException>(() => Write<IToolSet>(new Stranger()));

        Assert.Contains(typeof(Stranger).FullName!, exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void TwoToolsOfOneName_AreRefused() => Assert.Throws<ArgumentException>(
        () => TextStreamPartJson.Create<WeatherTools>(new JsonSerializerOptions(), [GetWeather.Parts(), GetWeather.Parts()]));

    private static string Write<TTools>(ITextStreamPart<TTools> part)
        where TTools : IToolSet => JsonSerializer.Serialize(part, TypeInfo<TTools>());

    private static ITextStreamPart<TTools> Read<TTools>(string json)
        where TTools : IToolSet => JsonSerializer.Deserialize(json, TypeInfo<TTools>())!;

    private static JsonTypeInfo<ITextStreamPart<TTools>> TypeInfo<TTools>()
        where TTools : IToolSet => (JsonTypeInfo<ITextStreamPart<TTools>>)Json.GetTypeInfo(typeof(ITextStreamPart<TTools>));

    private static JsonNode Reverse(JsonNode node) => node is JsonObject members
        ? new JsonObject(members.Reverse().Select(member => KeyValuePair.Create(member.Key, member.Value is null ? null : Reverse(member.Value.DeepClone())))!)
        : node;

    private sealed record Stranger : ITextStreamPart<IToolSet>;
}
