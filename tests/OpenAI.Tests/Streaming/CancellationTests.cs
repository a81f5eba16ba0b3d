using Microsoft.Extensions.AI;
using Runnel.OpenAI.Tests.Harness;

namespace Runnel.OpenAI.Tests.Streaming;

/// <summary>Whoever no longer listens closes the connection: the server stops the model, and its meter.</summary>
public sealed class CancellationTests
{
    private readonly TaskCompletionSource begun = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource gone = new(TaskCreationOptions.RunContinuationsAsynchronously);

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task InMidStream_TheServerSeesIt(bool byParameter)
    {
        await using var server = LocalServer.Start(StreamUntilGoneAsync);
        using var stop = new CancellationTokenSource();
        var updates = Model.At(server).GetStreamingResponseAsync("Hi", cancellationToken: byParameter ? stop.Token : default);
        await using var enumerator = updates.GetAsyncEnumerator(byParameter ? default : stop.Token);
        Assert.True(await enumerator.MoveNextAsync());

        var next = enumerator.MoveNextAsync().AsTask();
        Assert.False(next.IsCompleted);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next.WaitAsync(Patience.Limit));
        await gone.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task BeforeTheFirstByte_TheServerSeesIt()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            begun.SetResult();
            await exchange.ClientGoneAsync();
            gone.SetResult();
        });
        using var stop = new CancellationTokenSource();
        await using var enumerator = Model.At(server).GetStreamingResponseAsync("Hi", cancellationToken: stop.Token).GetAsyncEnumerator();

        var first = enumerator.MoveNextAsync().AsTask();
        await begun.Task.WaitAsync(Patience.Limit);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => first.WaitAsync(Patience.Limit));
        await gone.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task OfAWholeResponse_TheServerSeesIt()
    {
        await using var server = LocalServer.Start(async exchange =>
        {
            begun.SetResult();
            await exchange.ClientGoneAsync();
            gone.SetResult();
        });
        using var stop = new CancellationTokenSource();

        var response = Model.At(server).GetResponseAsync("Hi", cancellationToken: stop.Token);
        await begun.Task.WaitAsync(Patience.Limit);
        await stop.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response.WaitAsync(Patience.Limit));
        await gone.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task BreakingOffTheEnumeration_TheServerSeesIt()
    {
        await using var server = LocalServer.Start(StreamUntilGoneAsync);

        await foreach (var update in Model.At(server).GetStreamingResponseAsync("Hi").WithPatience())
        {
            Assert.Equal("one", update.Text);
            break;
        }

        await gone.Task.WaitAsync(Patience.Limit);
    }

    [Fact]
    public async Task AfterAFailedTry_IsCancellation_NotFailure()
    {
        await using var server = LocalServer.Start(
            exchange =>
            {
                exchange.Reset();
                return Task.CompletedTask;
            },
            async exchange =>
            {
                begun.SetResult();
                await exchange.ClientGoneAsync();
            });
        using var stop = new CancellationTokenSource();

        var response = Model.At(server, new RecordedRetries()).GetResponseAsync("Hi", cancellationToken: stop.Token);
        await begun.Task.WaitAsync(Patience.Limit);
        await stop.CancelAsync();

        var cancelled = await Assert.ThrowsAnyAsync<OperationCanceledException>(() => response.WaitAsync(Patience.Limit));
        Assert.Equal(stop.Token, cancelled.CancellationToken);
        Assert.Equal(2, server.Requests.Count);
    }

    [Fact]
    public async Task OfOneStream_LeavesTheOthersAlone()
    {
        var go = new TaskCompletionSource();
        await using var server = LocalServer.Start(
            StreamUntilGoneAsync,
            async exchange =>
            {
                await exchange.BeginStreamAsync();
                await exchange.SendAsync(Chunk.Text("one"));
                await go.Task;
                await exchange.SendAsync(Chunk.Finish("stop") + Chunk.Done);
                await exchange.EndAsync();
            });
        var model = Model.At(server);
        using var stop = new CancellationTokenSource();
        await using var cancelled = model.GetStreamingResponseAsync("Hi", cancellationToken: stop.Token).GetAsyncEnumerator();
        Assert.True(await cancelled.MoveNextAsync());
        await using var other = model.GetStreamingResponseAsync("Hi").GetAsyncEnumerator();
        Assert.True(await other.MoveNextAsync());

        await stop.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => cancelled.MoveNextAsync().AsTask().WaitAsync(Patience.Limit));
        await gone.Task.WaitAsync(Patience.Limit);
        go.SetResult();

        Assert.True(await other.MoveNextAsync().AsTask().WaitAsync(Patience.Limit));
        Assert.Equal(ChatFinishReason.Stop, other.Current.FinishReason);
    }

    private async Task StreamUntilGoneAsync(Exchange exchange)
    {
        await exchange.BeginStreamAsync();
        await exchange.SendAsync(Chunk.Text("one"));
        await exchange.ClientGoneAsync();
        gone.TrySetResult();
    }
}
