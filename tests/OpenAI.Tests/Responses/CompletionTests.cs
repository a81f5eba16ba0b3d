using System.Diagnostics;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Tests.Responses;

public sealed class CompletionTests
{
    [Fact]
    public async Task Text_Usage_AndWhatIdentifiesTheResponse()
    {
        var response = await AskAsync(Completion.Text);

        var message = Assert.Single(response.Messages);
        Assert.Equal((ChatRole.Assistant, "Hello", "chatcmpl-1"), (message.Role, message.Text, message.MessageId));
        Assert.Equal(("chatcmpl-1", "gpt-test-2", ChatFinishReason.Stop), (response.ResponseId, response.ModelId, response.FinishReason));
        Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000), response.CreatedAt);
        Assert.Equal((11, 7, 18), (response.Usage?.InputTokenCount, response.Usage?.OutputTokenCount, response.Usage?.TotalTokenCount));
        Assert.Equal((5, 3), (response.Usage?.CachedInputTokenCount, response.Usage?.ReasoningTokenCount));
        Assert.IsType<Sdk.ChatCompletion>(response.RawRepresentation);
    }

    [Fact]
    public async Task Calls_AreGiven_AlsoWhereTheirArgumentsAreNotJson()
    {
        var response = await AskAsync(Completion.Of(
            """
            {"role":"assistant","content":null,"tool_calls":[
              {"id":"call_1","type":"function","function":{"name":"getWeather","arguments":"{\"location\":\"Oslo\"}"}},
              {"id":"call_2","type":"function","function":{"name":"getWeather","arguments":"{\"loc"}},
              {"id":"call_3","type":"function","function":{"name":"now","arguments":""}}]}
            """, "tool_calls"));

        var calls = response.Messages[0].Contents.Cast<FunctionCallContent>().ToList();
        Assert.Equal(["call_1", "call_2", "call_3"], calls.Select(call => call.CallId));
        Assert.Equal("Oslo", calls[0].Arguments!["location"]?.ToString());
        Assert.NotNull(calls[1].Exception);
        Assert.Null(calls[1].Arguments);
        Assert.Empty(calls[2].Arguments!);
        Assert.All(calls, call => Assert.IsType<Sdk.ChatToolCall>(call.RawRepresentation));
        Assert.Equal(ChatFinishReason.ToolCalls, response.FinishReason);
    }

    [Fact]
    public async Task ARefusal_IsShown()
    {
        var response = await AskAsync(Completion.Of("""{"role":"assistant","content":null,"refusal":"I cannot."}"""));

        var refusal = Assert.IsType<ErrorContent>(Assert.Single(response.Messages[0].Contents));
        Assert.Equal(("I cannot.", "Refusal"), (refusal.Message, refusal.ErrorCode));
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task Reasoning_OfCompatibleServers_IsShown(string field)
    {
        var response = await AskAsync(Completion.Of($$"""{"role":"assistant","content":"Done.","{{field}}":"Let me think."}"""));

        Assert.Equal("Let me think.", Assert.Single(response.Messages[0].Contents.OfType<TextReasoningContent>()).Text);
        Assert.Equal("Done.", response.Text);
    }

    [Theory]
    [InlineData("length", "length")]
    [InlineData("content_filter", "content_filter")]
    [InlineData("function_call", "tool_calls")]
    public async Task FinishReasons_AreThoseOfTheWire(string wire, string expected)
    {
        var response = await AskAsync(Completion.Of("""{"role":"assistant","content":"Hel"}""", wire));

        Assert.Equal(expected, response.FinishReason?.Value);
    }

    [Fact]
    public async Task Citations_StandAtTheText()
    {
        var response = await AskAsync(Completion.Of(
            """
            {"role":"assistant","content":"As they say.","annotations":[
              {"type":"url_citation","url_citation":{"start_index":3,"end_index":7,"title":"They","url":"https://example.com/they"}}]}
            """));

        var text = Assert.IsType<TextContent>(Assert.Single(response.Messages[0].Contents));
        var citation = Assert.IsType<CitationAnnotation>(Assert.Single(text.Annotations!));
        Assert.Equal(("They", "https://example.com/they"), (citation.Title, citation.Url?.ToString()));
        var region = Assert.IsType<TextSpanAnnotatedRegion>(Assert.Single(citation.AnnotatedRegions!));
        Assert.Equal((3, 7), (region.StartIndex, region.EndIndex));
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task TheCurrentSpan_IsToldOfTheApi(bool isStreamed)
    {
        await using var server = LocalServer.Start(exchange => isStreamed ? Chunk.Answer(Chunk.Finish("stop"))(exchange) : exchange.SendAsync(200, Completion.Text));
        using var span = new Activity("chat gpt-test") { IsAllDataRequested = true }.Start();

        await (isStreamed ? Model.At(server).GetStreamingResponseAsync("Hi").ToChatResponseAsync() : Model.At(server).GetResponseAsync("Hi")).WaitAsync(Patience.Limit);

        Assert.Equal("chat_completions", span.GetTagItem("openai.api.type"));
        Assert.Equal("default", span.GetTagItem("openai.response.service_tier"));
        Assert.Equal("fp_1", span.GetTagItem("openai.response.system_fingerprint"));
    }

    private static async Task<ChatResponse> AskAsync(string completion)
    {
        await using var server = LocalServer.Start(exchange => exchange.SendAsync(200, completion));
        return await Model.At(server).GetResponseAsync("Hi").WaitAsync(Patience.Limit);
    }
}
