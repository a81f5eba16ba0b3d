using Anthropic;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;

namespace Runnel.OpenAI.Tests.Anthropics;

/// <summary>What the chat client of Anthropic's own package gives for a stream in Anthropic's format; Runnel relies on it and changes nothing of it.</summary>
public sealed class AnthropicClientTests
{
    private static readonly string[] Text =
    [
        Event("message_start", """{"type":"message_start","message":{"id":"msg_1","type":"message","role":"assistant","model":"claude-test","content":[],"stop_reason":null,"stop_sequence":null,"usage":{"input_tokens":11,"output_tokens":1,"cache_read_input_tokens":5,"cache_creation_input_tokens":0}}}"""),
        Event("content_block_start", """{"type":"content_block_start","index":0,"content_block":{"type":"text","text":""}}"""),
        Event("ping", """{"type":"ping"}"""),
        Event("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"Hel"}}"""),
        Event("content_block_delta", """{"type":"content_block_delta","index":0,"delta":{"type":"text_delta","text":"lo, 世界"}}"""),
        Event("content_block_stop", """{"type":"content_block_stop","index":0}"""),
    ];

    private static readonly string[] Call =
    [
        Event("content_block_start", """{"type":"content_block_start","index":1,"content_block":{"type":"tool_use","id":"toolu_1","name":"getWeather","input":{}}}"""),
        Event("content_block_delta", """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":""}}"""),
        Event("content_block_delta", """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"{\"location\":"}}"""),
        Event("content_block_delta", """{"type":"content_block_delta","index":1,"delta":{"type":"input_json_delta","partial_json":"\"Oslo\"}"}}"""),
        Event("content_block_stop", """{"type":"content_block_stop","index":1}"""),
    ];

    [Theory]
    [InlineData(int.MaxValue)]
    [InlineData(1)]
    public async Task Text_ComesAsItIsSent(int pieceSize)
    {
        await using var server = LocalServer.Start(exchange => AnswerAsync(exchange, [.. Text, .. End("end_turn")], pieceSize));

        var updates = await StreamAsync(server);

        Assert.Equal(["Hel", "lo, 世界"], updates.All<TextContent>().Select(content => content.Text).Where(text => text.Length > 0));
        Assert.Equal("claude-test", updates[^1].ModelId);
        Assert.Equal("msg_1", updates[^1].ResponseId);
        Assert.Equal(ChatFinishReason.Stop, updates.ToChatResponse().FinishReason);
        Assert.Equal("POST /v1/messages HTTP/1.1", server.Request.Line);
        Assert.True(server.Request.Body.GetProperty("stream").GetBoolean());
    }

    [Fact]
    public async Task ACall_ComesOnceItsBlockEnds_AndItsInputOnlyInTheRawEvents()
    {
        await using var server = LocalServer.Start(exchange => AnswerAsync(exchange, [.. Text, .. Call, .. End("tool_use")], int.MaxValue));

        var updates = await StreamAsync(server);

        var call = Assert.Single(updates.All<FunctionCallContent>());
        Assert.Equal(("toolu_1", "getWeather", "Oslo"), (call.CallId, call.Name, call.Arguments!["location"]?.ToString()));
        Assert.Equal(ChatFinishReason.ToolCalls, updates.ToChatResponse().FinishReason);
        Assert.All(updates, update => Assert.False(update is IToolInputUpdate));
        Assert.Contains(updates, update => $"{update.RawRepresentation}".Contains("partial_json"));
        Assert.DoesNotContain(updates, update => update.Text.Contains("location"));
    }

    [Fact]
    public async Task Usage_IsTheWholeResponses()
    {
        await using var server = LocalServer.Start(exchange => AnswerAsync(exchange, [.. Text, .. End("end_turn")], int.MaxValue));

        var usage = (await StreamAsync(server)).ToChatResponse().Usage;

        Assert.Equal(7, usage?.OutputTokenCount);
        Assert.Equal(5, usage?.CachedInputTokenCount);
    }

    private static string[] End(string reason) =>
    [
        Event("message_delta", $$$"""{"type":"message_delta","delta":{"stop_reason":"{{{reason}}}","stop_sequence":null},"usage":{"output_tokens":7}}"""),
        Event("message_stop", """{"type":"message_stop"}"""),
    ];

    private static string Event(string type, string data) => $"event: {type}\ndata: {data}\n\n";

    private static async Task AnswerAsync(Exchange exchange, string[] events, int pieceSize)
    {
        await exchange.BeginStreamAsync();
        foreach (var piece in System.Text.Encoding.UTF8.GetBytes(string.Concat(events)).Chunk(pieceSize))
        {
            await exchange.SendAsync(piece);
        }

        await exchange.EndAsync();
    }

    private static async Task<List<ChatResponseUpdate>> StreamAsync(LocalServer server)
    {
        using var model = new AnthropicClient { ApiKey = "sk-test", BaseUrl = server.Address.ToString().TrimEnd('/'), MaxRetries = 0 }.AsIChatClient("claude-test");
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in model.GetStreamingResponseAsync("Hi").WithPatience())
        {
            updates.Add(update);
        }

        return updates;
    }
}
