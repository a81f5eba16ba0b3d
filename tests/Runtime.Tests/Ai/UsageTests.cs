using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.AI;

namespace Runnel.Tests.Ai;

/// <summary>Finish reasons and token counts, whose names differ between the two worlds.</summary>
public sealed class UsageTests
{
    private static readonly JsonSerializerOptions Json = WeatherTools.Json();

    [Theory]
    [InlineData("stop", "stop", null)]
    [InlineData("length", "length", null)]
    [InlineData("tool_calls", "tool-calls", null)]
    [InlineData("content_filter", "content-filter", null)]
    [InlineData("error", "error", null)]
    [InlineData("other", "other", null)]
    [InlineData("pause_turn", "other", "pause_turn")]
    public void AFinishReason_HasTheSdksName_AndComesBack(string reason, string name, string? raw)
    {
        var part = new FinishPart(new ChatFinishReason(reason), new UsageDetails());
        var json = JsonSerializer.Serialize<ITextStreamPart<IToolSet>>(part, Json);

        var node = JsonNode.Parse(json)!;
        Assert.Equal((name, raw), (node["finishReason"]!.ToString(), node["rawFinishReason"]?.ToString()));
        Assert.Equal(reason, Read<FinishPart>(json).FinishReason.Value);
        Assert.Equal(part, Read<FinishPart>(json));
    }

    [Theory]
    [InlineData("""{"type":"finish","finishReason":"stop","rawFinishReason":"end_turn","totalUsage":{}}""", "stop")]
    [InlineData("""{"type":"finish","finishReason":"unknown","totalUsage":{}}""", "unknown")]
    public void WhatTheSdkWrites_IsRead(string json, string reason) => Assert.Equal(reason, Read<FinishPart>(json).FinishReason.Value);

    [Fact]
    public void CountsOfVersion5_AreRead()
    {
        var usage = Read<FinishPart>(
            """{"type":"finish","finishReason":"stop","totalUsage":{"inputTokens":1,"outputTokens":2,"totalTokens":3,"reasoningTokens":4,"cachedInputTokens":5}}""").TotalUsage;

        Assert.Equal((1, 2, 3, 4, 5), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.ReasoningTokenCount, usage.CachedInputTokenCount));
    }

    [Fact]
    public void CountsOfVersion7_AreRead()
    {
        var usage = Read<StepFinish>(
            """
            {"type":"finish-step","finishReason":"stop","response":{"id":"r","timestamp":"2026-01-01T00:00:00.000Z","modelId":"m"},"performance":{"stepTimeMs":1},
             "usage":{"inputTokens":1,"inputTokenDetails":{"noCacheTokens":9,"cacheReadTokens":5},"outputTokens":2,"outputTokenDetails":{"textTokens":8,"reasoningTokens":4},
                      "totalTokens":null,"raw":{"prompt_tokens":1,"tier":"default","cost":0.5,"details":{}}}}
            """).Usage;

        Assert.Equal((1, 2, null, 4, 5), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount, usage.ReasoningTokenCount, usage.CachedInputTokenCount));
        Assert.Equal([KeyValuePair.Create("prompt_tokens", 1L)], usage.AdditionalCounts!);
    }

    [Fact]
    public void APartWithOtherCounts_IsAnother()
    {
        var part = new StepFinish(ChatFinishReason.Stop, PartTable.FullUsage());
        var other = PartTable.FullUsage();
        other.AdditionalCounts!["CacheCreation"] = 8;

        Assert.Equal(part, part with { Usage = PartTable.FullUsage() });
        Assert.NotEqual(part, part with { Usage = other });
        Assert.NotEqual(part, part with { Usage = new UsageDetails() });
        Assert.NotEqual(part, part with { ModelId = "m" });
    }

    private static T Read<T>(string json) => Assert.IsType<T>(JsonSerializer.Deserialize<ITextStreamPart<IToolSet>>(json, Json));
}
