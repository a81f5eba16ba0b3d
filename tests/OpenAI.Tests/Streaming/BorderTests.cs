using System.Text;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;

namespace Runnel.OpenAI.Tests.Streaming;

/// <summary>What the network does to a stream: pieces that end anywhere, and the ways to write an event.</summary>
public sealed class BorderTests
{
    private const string Expected = "Grüße, 世界 \U0001F327\uFE0F \"\\ → done";

    private static readonly string[] Chunks =
    [
        Chunk.Role, Chunk.Text("Grüße, 世"), Chunk.Delta("{\"content\":\"\u754c \U0001F327\uFE0F \\\"\\\\\"}"), Chunk.Text(" \u2192 done"),
        Chunk.Call(0, "call_ü", "weather", "{\"city\":\"Zür"), Chunk.Delta("{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"ich 世\\\"}\"}}]}"),
        Chunk.Finish("tool_calls"), Chunk.Usage, Chunk.Done,
    ];

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(7)]
    [InlineData(1000)]
    public async Task ReadsOfAnySize_GiveTheSame(int size)
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendAsync(string.Concat(Chunks));
            await exchange.EndAsync();
        });
        using var reads = new SmallReads(size);

        await ExpectWholeAsync(Model.At(server, handler: reads));

        Assert.InRange(reads.Reads, Encoding.UTF8.GetByteCount(string.Concat(Chunks)) / size, int.MaxValue);
    }

    [Fact]
    public async Task BytesSentOneByOne_GiveTheSame()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            foreach (var single in Encoding.UTF8.GetBytes(string.Concat(Chunks)))
            {
                await exchange.SendAsync((byte[])[single]);
            }

            await exchange.EndAsync();
        });

        await ExpectWholeAsync(Model.At(server));
    }

    [Theory]
    [InlineData("\r\n")]
    [InlineData("\r")]
    [InlineData("\n")]
    public async Task AnyEndOfLine_GivesTheSame(string end)
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendAsync(string.Concat(Chunks).Replace("\n", end));
            await exchange.EndAsync();
        });
        using var reads = new SmallReads(1);

        await ExpectWholeAsync(Model.At(server, handler: reads));
    }

    [Fact]
    public async Task CommentsAndOtherFields_AreSkipped()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendAsync(": OPENROUTER PROCESSING\n\n");
            foreach (var (chunk, number) in Chunks.Select((chunk, number) => (chunk, number)))
            {
                await exchange.SendAsync($": keep-alive\nevent: message\nid: {number}\nretry: 10\n{chunk}:\n\n");
            }

            await exchange.EndAsync();
        });

        await ExpectWholeAsync(Model.At(server));
    }

    [Fact]
    public async Task AnEventOfSeveralLines_IsOneChunk()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendAsync(Chunk.Text("one").Replace(",\"choices\"", "\ndata: ,\"choices\""));
            await exchange.SendAsync(Chunk.Finish("stop") + Chunk.Done);
            await exchange.EndAsync();
        });

        Assert.Equal("one", (await Model.StreamAsync(server)).Text());
    }

    [Fact]
    public async Task WhatFollowsDone_IsNotRead()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendAsync(Chunk.Text("one") + Chunk.Finish("stop") + Chunk.Done + Chunk.Text("two"));
            await exchange.ClientGoneAsync();
        });

        Assert.Equal("one", (await Model.StreamAsync(server)).Text());
    }

    [Fact]
    public async Task WithoutDone_TheEndOfTheResponseIsTheEnd()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync(chunked: false);
            await exchange.SendAsync(Chunk.Text("one") + Chunk.Finish("stop"));
        });

        Assert.Equal("one", (await Model.StreamAsync(server)).Text());
    }

    private static async Task ExpectWholeAsync(IChatClient model)
    {
        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in model.GetStreamingResponseAsync("Hi").WithPatience())
        {
            updates.Add(update);
        }

        Assert.Equal(Expected, updates.Text());
        var call = Assert.Single(updates.All<FunctionCallContent>());
        Assert.Equal("Zürich 世", call.Arguments!["city"]!.ToString());
        Assert.Equal(18, Assert.Single(updates.All<UsageContent>()).Details.TotalTokenCount);
        Assert.Equal(Chunks.Length - 1, updates.Count);
    }
}
