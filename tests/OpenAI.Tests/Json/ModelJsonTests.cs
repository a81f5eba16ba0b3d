using System.ClientModel.Primitives;
using System.Text.Json;
using Runnel.OpenAI.Tests.Harness;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Tests.Json;

public sealed class ModelJsonTests
{
    private static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web) { TypeInfoResolver = OpenAIJson.Resolver };

    public static TheoryData<string> Chunks =>
    [
        Chunk.Role, Chunk.Text("世界 \U0001F327 \"\\"), Chunk.Refusal("I cannot."), Chunk.Call(1, "call_1", "getWeather", "{\"location\":"),
        Chunk.Call(0, null, null, "\"Oslo\"}"), Chunk.Finish("content_filter"), Chunk.Usage,
        Chunk.Delta("""{"reasoning_content":"Hm.","reasoning_details":[{"type":"reasoning.text","text":"Hm."}]}"""),
        Chunk.Event("""{"id":"x","object":"chat.completion.chunk","created":1,"model":"m","choices":[],"provider":"Somebody","x_groq":{"id":"req"}}"""),
    ];

    [Theory]
    [MemberData(nameof(Chunks))]
    public void AChunk_IsReadAsItWasWritten(string chunk)
    {
        var wire = chunk["data: ".Length..].Trim();
        var update = ModelReaderWriter.Read<Sdk.StreamingChatCompletionUpdate>(BinaryData.FromString(wire))!;

        var json = JsonSerializer.Serialize(update, Options);
        var read = JsonSerializer.Deserialize<Sdk.StreamingChatCompletionUpdate>(json, Options)!;

        AssertSame(wire, json);
        AssertSame(wire, JsonSerializer.Serialize(read, Options));
        Assert.Equal(update.CompletionId, read.CompletionId);
        Assert.Equal(update.ContentUpdate.Select(part => part.Text), read.ContentUpdate.Select(part => part.Text));
        Assert.Equal(update.RefusalUpdate, read.RefusalUpdate);
        Assert.Equal(update.FinishReason, read.FinishReason);
        Assert.Equal(update.Usage?.TotalTokenCount, read.Usage?.TotalTokenCount);
        Assert.Equal(
            update.ToolCallUpdates.Select(call => (call.Index, call.ToolCallId, call.FunctionName, call.FunctionArgumentsUpdate?.ToString())),
            read.ToolCallUpdates.Select(call => (call.Index, call.ToolCallId, call.FunctionName, call.FunctionArgumentsUpdate?.ToString())));
    }

    [Fact]
    public void ACompletion_IsReadAsItWasWritten()
    {
        var completion = ModelReaderWriter.Read<Sdk.ChatCompletion>(BinaryData.FromString(Completion.Text))!;

        var read = JsonSerializer.Deserialize<Sdk.ChatCompletion>(JsonSerializer.Serialize(completion, Options), Options)!;

        Assert.Equal(("chatcmpl-1", "Hello", 18), (read.Id, read.Content[0].Text, read.Usage.TotalTokenCount));
        AssertSame(Completion.Text, JsonSerializer.Serialize(read, Options));
    }

    [Fact]
    public void Nothing_IsNull()
    {
        Assert.Null(JsonSerializer.Deserialize<Sdk.StreamingChatCompletionUpdate>("null", Options));
        Assert.Equal("null", JsonSerializer.Serialize<Sdk.StreamingChatCompletionUpdate?>(null, Options));
    }

    [Theory]
    [InlineData("[]")]
    [InlineData("""{"choices":1}""")]
    [InlineData("""{"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"tired"}]}""")]
    public void WhatIsNoChunk_IsAJsonException(string json) =>
        Assert.Throws<JsonException>(() => JsonSerializer.Deserialize<Sdk.StreamingChatCompletionUpdate>(json, Options));

    [Fact]
    public void OtherTypes_AreLeftToOtherResolvers() => Assert.Null(OpenAIJson.Resolver.GetTypeInfo(typeof(Question), Options));

    // A member that is null says the same as one that is left out.
    private static void AssertSame(string expected, string actual) =>
        Assert.True(JsonElement.DeepEquals(WithoutNulls(expected), WithoutNulls(actual)), $"{expected}\n{actual}");

    private static JsonElement WithoutNulls(string json)
    {
        var node = System.Text.Json.Nodes.JsonNode.Parse(json)!;
        Remove(node);
        return JsonSerializer.SerializeToElement(node);

        static void Remove(System.Text.Json.Nodes.JsonNode? node)
        {
            if (node is System.Text.Json.Nodes.JsonObject members)
            {
                foreach (var (name, value) in members.ToList())
                {
                    if (value is null)
                    {
                        members.Remove(name);
                    }

                    Remove(value);
                }
            }
            else if (node is System.Text.Json.Nodes.JsonArray items)
            {
                foreach (var item in items)
                {
                    Remove(item);
                }
            }
        }
    }
}
