using System.Collections.Concurrent;
using System.Net;
using System.Net.Sockets;

namespace Runnel.OpenAI.Tests.Harness;

/// <summary>An HTTP server on loopback whose every byte, and when it is sent, the test decides. One request per connection.</summary>
internal sealed class LocalServer : IAsyncDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource stop = new();
    private readonly ConcurrentQueue<ReceivedRequest> requests = [];
    private readonly ConcurrentBag<Task> exchanges = [];
    private readonly Func<Exchange, Task> answer;
    private readonly Task accepting;
    private int answered;

    private LocalServer(Func<Exchange, Task> answer)
    {
        this.answer = answer;
        listener.Start();
        accepting = AcceptAsync();
    }

    public Uri Address => new($"http://127.0.0.1:{((IPEndPoint)listener.LocalEndpoint).Port}");

    public IReadOnlyList<ReceivedRequest> Requests => [.. requests];

    public ReceivedRequest Request => Assert.Single(requests);

    public static LocalServer Start(Func<Exchange, Task> answer) => new(answer);

    /// <summary>A server that gives the first request the first answer, and so on; the last answer to all that follow.</summary>
    public static LocalServer Start(params Func<Exchange, Task>[] answers) =>
        new(exchange => answers[Math.Min(exchange.Number, answers.Length - 1)](exchange));

    public async ValueTask DisposeAsync()
    {
        await stop.CancelAsync();
        listener.Stop();
        await accepting.WaitAsync(Patience.Limit);
        await Task.WhenAll(exchanges).WaitAsync(Patience.Limit);
        stop.Dispose();
    }

    private async Task AcceptAsync()
    {
        try
        {
            while (true)
            {
                var client = await listener.AcceptTcpClientAsync(stop.Token);
                exchanges.Add(AnswerAsync(client));
            }
        }
        catch (Exception) when (stop.IsCancellationRequested)
        {
            // The test is over.
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        using (client)
        {
            client.NoDelay = true;
            try
            {
                if (await ReceivedRequest.ReadAsync(client.GetStream(), stop.Token) is { } request)
                {
                    var number = Interlocked.Increment(ref answered) - 1;
                    requests.Enqueue(request);
                    await answer(new Exchange(client, request, number, stop.Token));
                }
            }
            catch (Exception exception) when (stop.IsCancellationRequested || exception is IOException or SocketException or ObjectDisposedException)
            {
                // The client has gone, or the test is over.
            }
        }
    }
}
