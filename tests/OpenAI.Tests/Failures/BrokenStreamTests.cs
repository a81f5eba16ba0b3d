using System.ClientModel;
using System.ClientModel.Primitives;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;

namespace Runnel.OpenAI.Tests.Failures;

/// <summary>A stream that broke after its first byte fails, with what came before still given, and is never asked for again.</summary>
public sealed class BrokenStreamTests
{
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task AClosedConnection_Fails(bool chunked)
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync(chunked);
            await exchange.SendAsync(Chunk.Text("Hel") + Chunk.Text("lo"));
        });

        var (text, failure) = await BreakAsync(server);

        Assert.Equal("Hello", text);
        Assert.Equal(HttpRequestError.ResponseEnded, Assert.IsType<HttpIOException>(failure).HttpRequestError);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AResetConnection_Fails()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendAsync(Chunk.Text("Hello"));
            exchange.Reset();
        });

        var (_, failure) = await BreakAsync(server);

        Assert.IsAssignableFrom<IOException>(failure);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AChunkCutInTwo_Fails()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync(chunked: false);
            await exchange.SendAsync(Chunk.Text("Hello") + Chunk.Finish("stop")[..40]);
        });

        var (text, failure) = await BreakAsync(server);

        Assert.Equal("Hello", text);
        Assert.IsType<HttpIOException>(failure);
    }

    [Fact]
    public async Task AStreamWithoutFinishReason_IsAResponse_WhereNoneIsAskedFor()
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Text("Hello"), Chunk.Call(0, "call_1", "f", "{}")));

        var updates = new List<ChatResponseUpdate>();
        await foreach (var update in Model.Client(server).AsIChatClient(requireFinishReason: false).GetStreamingResponseAsync("Hi").WithPatience())
        {
            updates.Add(update);
        }

        Assert.Equal("Hello", updates.Text());
        Assert.Equal("call_1", Assert.Single(updates.All<FunctionCallContent>()).CallId);
        Assert.Equal("chatcmpl-1", updates[^1].ResponseId);
    }

    [Theory]
    [InlineData("""{"error":{"message":"Model overloaded.","code":503}}""")]
    [InlineData("""{"error":"Model overloaded."}""")]
    [InlineData("""{"id":"x","choices":[],"error":{"message":"Model overloaded."}}""")]
    public async Task AnErrorInPlaceOfAChunk_Fails(string error)
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Text("Hello"), Chunk.Event(error)));

        var (text, failure) = await BreakAsync(server);

        Assert.Equal("Hello", text);
        Assert.Contains("Model overloaded.", Assert.IsType<ClientResultException>(failure).Message);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData("{not JSON")]
    [InlineData("""{"id":"x","choices":[{"index":0,"delta":{},"finish_reason":"tired"}]}""")]
    public async Task AChunkThatCannotBeRead_Fails(string chunk)
    {
        await using var server = LocalServer.Start(Chunk.Answer(Chunk.Text("Hello"), Chunk.Event(chunk), Chunk.Finish("stop")));

        var (text, failure) = await BreakAsync(server);

        Assert.Equal("Hello", text);
        Assert.IsType<InvalidDataException>(failure);
    }

    [Fact]
    public async Task ASilentServer_IsATimeout_NotACancellation()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            await exchange.BeginStreamAsync();
            await exchange.SendAsync(Chunk.Text("Hello"));
            await exchange.ClientGoneAsync();
        });

        var (text, failure) = await BreakAsync(server, timeout: TimeSpan.FromMilliseconds(300));

        Assert.Equal("Hello", text);
        Assert.IsType<TimeoutException>(failure);
        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task AServerThatDoesNotAnswer_IsATimeout_AfterTheRetries()
    {
        await using var server = LocalServer.Start(exchange => exchange.ClientGoneAsync());
        var model = Model.At(server, new RecordedRetries(), timeout: TimeSpan.FromMilliseconds(100));

        await Assert.ThrowsAsync<TimeoutException>(() => model.GetResponseAsync("Hi").WaitAsync(Patience.Limit));

        Assert.Equal(4, server.Requests.Count);
    }

    [Fact]
    public async Task NoConnection_IsRetried_AndTellsOfEachTry()
    {
        var server = LocalServer.Start(_ => Task.CompletedTask);
        var retries = new RecordedRetries();
        var model = Model.At(server, retries);
        await server.DisposeAsync();

        var failure = await Assert.ThrowsAsync<AggregateException>(() => model.GetResponseAsync("Hi").WaitAsync(Patience.Limit));

        Assert.Equal(4, failure.InnerExceptions.Count);
        Assert.Equal(3, retries.Waits.Count);
    }

    private static async Task<(string Text, Exception? Failure)> BreakAsync(LocalServer server, TimeSpan? timeout = null)
    {
        var text = string.Empty;
        var failure = await Record.ExceptionAsync(async () =>
        {
            // With retries: none may happen.
            await foreach (var update in Model.At(server, new ClientRetryPolicy(), timeout: timeout).GetStreamingResponseAsync("Hi").WithPatience())
            {
                text += update.Text;
            }
        });
        return (text, failure);
    }
}
