using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;
using Sdk = OpenAI.Chat;

namespace Runnel.OpenAI.Tests.Streaming;

public sealed class TextTests
{
    [Fact]
    public async Task EachChunk_IsAnUpdate()
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Role, Chunk.Text("Hel"), Chunk.Text("lo"), Chunk.Finish("stop")));

        var updates = await Model.StreamAsync(server);

        Assert.Equal(["", "Hel", "lo", ""], updates.Select(update => update.Text));
        Assert.All(updates, update =>
        {
            Assert.Equal(ChatRole.Assistant, update.Role);
            Assert.Equal("chatcmpl-1", update.ResponseId);
            Assert.Equal("chatcmpl-1", update.MessageId);
            Assert.Equal("gpt-test-2", update.ModelId);
            Assert.Equal(DateTimeOffset.FromUnixTimeSeconds(1700000000), update.CreatedAt);
            Assert.IsType<Sdk.StreamingChatCompletionUpdate>(update.RawRepresentation);
        });
        Assert.Equal([null, null, null, ChatFinishReason.Stop], updates.Select(update => update.FinishReason));
    }

    [Fact]
    public async Task Updates_ArriveWhenTheirChunksDo()
    {
        var read = new SemaphoreSlim(0);
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            foreach (var chunk in new[] { Chunk.Text("one"), Chunk.Text("two"), Chunk.Finish("stop") })
            {
                await exchange.SendAsync(chunk);
                await read.WaitAsync(exchange.Over);
            }

            await exchange.SendAsync(Chunk.Done);
            await exchange.EndAsync();
        });

        var texts = new List<string>();
        await foreach (var update in Model.At(server).GetStreamingResponseAsync("Hi").WithPatience())
        {
            texts.Add(update.Text);
            read.Release();
        }

        Assert.Equal(["one", "two", ""], texts);
    }

    [Theory]
    [InlineData("stop", "stop")]
    [InlineData("length", "length")]
    [InlineData("content_filter", "content_filter")]
    [InlineData("tool_calls", "tool_calls")]
    [InlineData("function_call", "tool_calls")]
    public async Task FinishReasons_AreThoseOfTheWire(string wire, string expected)
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Text("Hi"), Chunk.Finish(wire)));

        var updates = await Model.StreamAsync(server);

        Assert.Equal(expected, updates[^1].FinishReason?.Value);
    }

    [Fact]
    public async Task Usage_ComesWithAChunkWithoutChoices()
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Text("Hi"), Chunk.Finish("stop"), Chunk.Usage));

        var updates = await Model.StreamAsync(server);

        var usage = Assert.IsType<UsageContent>(Assert.Single(updates[^1].Contents)).Details;
        Assert.Equal((11, 7, 18), (usage.InputTokenCount, usage.OutputTokenCount, usage.TotalTokenCount));
        Assert.Equal((5, 3), (usage.CachedInputTokenCount, usage.ReasoningTokenCount));
        Assert.Equal(1, usage.AdditionalCounts!["InputTokenDetails.AudioTokenCount"]);
        Assert.Equal(2, usage.AdditionalCounts["OutputTokenDetails.AudioTokenCount"]);
        Assert.Equal(4, usage.AdditionalCounts["OutputTokenDetails.AcceptedPredictionTokenCount"]);
        Assert.Equal(6, usage.AdditionalCounts["OutputTokenDetails.RejectedPredictionTokenCount"]);
        Assert.Equal(ChatFinishReason.Stop, updates[^1].FinishReason);
    }

    [Theory]
    [InlineData("reasoning_content")]
    [InlineData("reasoning")]
    public async Task Reasoning_OfCompatibleServers_IsShown(string field)
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Delta($$"""{"role":"assistant","content":null,"{{field}}":"Let me "}"""),
            Chunk.Delta($$"""{"{{field}}":"think."}"""),
            Chunk.Delta($$"""{"content":"Done.","{{field}}":null}"""),
            Chunk.Finish("stop")));

        var updates = await Model.StreamAsync(server);

        Assert.Equal(["Let me ", "think."], updates.All<TextReasoningContent>().Select(content => content.Text));
        Assert.Equal("Done.", updates.Text());
    }

    [Fact]
    public async Task ReasoningUnderBothNames_IsShownOnce()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Delta("""{"reasoning_content":"Hm.","reasoning":"Hm."}"""), Chunk.Finish("stop")));

        var updates = await Model.StreamAsync(server);

        Assert.Equal("Hm.", Assert.Single(updates.All<TextReasoningContent>()).Text);
    }

    [Fact]
    public async Task Refusal_IsShown_ThoughThereAreNoCalls()
    {
        await using var server = LocalServer.Start(Chunk.Answer(
            Chunk.Role, Chunk.Refusal("I cannot "), Chunk.Refusal("help with that."), Chunk.Finish("stop"), Chunk.Usage));

        var updates = await Model.StreamAsync(server);

        var refusal = Assert.Single(updates.All<ErrorContent>());
        Assert.Equal(("I cannot help with that.", "Refusal"), (refusal.Message, refusal.ErrorCode));
        Assert.Equal(ChatFinishReason.Stop, updates.Single(update => update.Contents.Contains(refusal)).FinishReason);
    }

    [Fact]
    public async Task TheUpdatesTogether_AreOneMessage()
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Role, Chunk.Text("Hel"), Chunk.Text("lo"), Chunk.Finish("stop"), Chunk.Usage));

        var response = (await Model.StreamAsync(server)).ToChatResponse();

        Assert.Equal("Hello", Assert.Single(response.Messages).Text);
        Assert.Equal(18, response.Usage?.TotalTokenCount);
        Assert.Equal(ChatFinishReason.Stop, response.FinishReason);
    }
}
