using System.ClientModel;
using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;

namespace Runnel.OpenAI.Tests.Failures;

public sealed class StatusTests
{
    [Theory]
    [InlineData(401, "Incorrect API key provided: sk-test.", false)]
    [InlineData(401, "Incorrect API key provided: sk-test.", true)]
    [InlineData(429, "Rate limit reached.", false)]
    [InlineData(429, "Rate limit reached.", true)]
    [InlineData(500, "The server had an error.", false)]
    [InlineData(500, "The server had an error.", true)]
    public async Task Errors_NameTheStatusAndTheServersReason(int status, string message, bool isStreamed)
    {
        await using var server = LocalServer.Start(exchange => exchange.SendAsync(status, Error(message)));

        var failure = await Assert.ThrowsAsync<ClientResultException>(() => AskAsync(Model.At(server), isStreamed));

        Assert.Equal(status, failure.Status);
        Assert.Contains($"{status}", failure.Message);
        Assert.Contains(message, failure.Message);
        Assert.Single(server.Requests);
    }

    [Theory]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(500)]
    [InlineData(502)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task PassingErrors_AreRetriedThreeTimes_EachAfterTwiceTheWait(int status)
    {
        await using var server = LocalServer.Start(exchange => exchange.SendAsync(status, Error("Later.")));
        var retries = new RecordedRetries();

        var failure = await Assert.ThrowsAsync<ClientResultException>(() => AskAsync(Model.At(server, retries), isStreamed: true));

        Assert.Equal(status, failure.Status);
        Assert.Equal(4, server.Requests.Count);
        Assert.Equal([0.8, 1.6, 3.2], retries.Waits.Select(wait => wait.TotalSeconds));
    }

    [Theory]
    [InlineData(400)]
    [InlineData(401)]
    [InlineData(404)]
    [InlineData(501)]
    public async Task OtherErrors_AreNotRetried(int status)
    {
        await using var server = LocalServer.Start(exchange => exchange.SendAsync(status, Error("No.")));

        await Assert.ThrowsAsync<ClientResultException>(() => AskAsync(Model.At(server, new RecordedRetries()), isStreamed: true));

        Assert.Single(server.Requests);
    }

    [Fact]
    public async Task RetryAfter_IsHeeded()
    {
        await using var server = LocalServer.Start(
            exchange => exchange.SendAsync(429, Error("Later."), "Retry-After: 7"), Chunk.Answer(Chunk.Text("Hi"), Chunk.Finish("stop")));
        var retries = new RecordedRetries();

        await AskAsync(Model.At(server, retries), isStreamed: true);

        Assert.Equal(7, Assert.Single(retries.Waits).TotalSeconds);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task TheRetriedRequest_IsTheSame()
    {
        await using var server = LocalServer.Start(
            exchange => exchange.SendAsync(500, Error("Later.")), exchange => exchange.SendAsync(200, Completion.Text));

        await AskAsync(Model.At(server, new RecordedRetries()), isStreamed: false);

        Assert.Equal(2, server.Requests.Count);
        Assert.Equal(server.Requests[0].Body.GetRawText(), server.Requests[1].Body.GetRawText());
    }

    [Fact]
    public async Task WithoutAPolicy_TheClientRetries()
    {
        await using var server = LocalServer.Start(
            exchange => exchange.SendAsync(500, Error("Later.")), exchange => exchange.SendAsync(200, Completion.Text));
        var client = new global::OpenAI.Chat.ChatClient(
            "gpt-test", new ApiKeyCredential("sk-test"), new global::OpenAI.OpenAIClientOptions { Endpoint = new Uri(server.Address, "v1") });

        await AskAsync(client.AsIChatClient(), isStreamed: false);

        Assert.Equal(2, server.Requests.Count);
    }

    [Theory]
    [InlineData("not JSON")]
    [InlineData("""{"id":"c","choices":[{"message":{"role":"assistant"},"finish_reason":"tired"}]}""")]
    public async Task ACompletionThatCannotBeRead_SaysSo(string body)
    {
        await using var server = LocalServer.Start(exchange => exchange.SendAsync(200, body));

        await Assert.ThrowsAsync<InvalidDataException>(() => AskAsync(Model.At(server), isStreamed: false));
    }

    private static string Error(string message) => $$$"""{"error":{"message":"{{{message}}}","type":"some_error","param":null,"code":"some_code"}}""";

    private static async Task AskAsync(IChatClient model, bool isStreamed)
    {
        if (isStreamed)
        {
            await model.GetStreamingResponseAsync("Hi").ToChatResponseAsync().WaitAsync(Patience.Limit);
        }
        else
        {
            await model.GetResponseAsync("Hi").WaitAsync(Patience.Limit);
        }
    }
}
