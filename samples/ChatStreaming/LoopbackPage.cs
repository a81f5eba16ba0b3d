using System.Net;
using System.Net.Sockets;
using System.Text;

namespace ChatStreaming;

/// <summary>Serves one page over HTTP on this machine, so that the sample can fetch one without a network.</summary>
public sealed class LoopbackPage : IAsyncDisposable
{
    private const string Head =
        "HTTP/1.1 200 OK\r\nContent-Type: text/html; charset=utf-8\r\nTransfer-Encoding: chunked\r\nConnection: close\r\n\r\n";

    private readonly TcpListener listener = new(IPAddress.Loopback, port: 0);
    private readonly CancellationTokenSource stopping = new();
    private readonly Func<CancellationToken, IAsyncEnumerable<string>> read;
    private readonly Task accepting;

    private LoopbackPage(Func<CancellationToken, IAsyncEnumerable<string>> read)
    {
        this.read = read;
        listener.Start();
        Address = new Uri($"http://{listener.LocalEndpoint}/");
        accepting = AcceptAsync();
    }

    /// <summary>Where the page is.</summary>
    public Uri Address { get; }

    /// <summary>Begins to serve, on a port that is free.</summary>
    /// <param name="read">The page's text, read anew for each request; what it yields is sent at once.</param>
    public static LoopbackPage Serve(Func<CancellationToken, IAsyncEnumerable<string>> read) => new(read);

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await accepting;
        listener.Dispose();
        stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        var answers = new List<Task>();
        try
        {
            while (true)
            {
                answers.Add(AnswerAsync(await listener.AcceptTcpClientAsync(stopping.Token)));
            }
        }
        catch (OperationCanceledException)
        {
            await Task.WhenAll(answers);
        }
    }

    private async Task AnswerAsync(TcpClient client)
    {
        try
        {
            using var connection = client;
            await using var stream = client.GetStream();
            await ReadRequestAsync(stream);
            await stream.WriteAsync(Encoding.ASCII.GetBytes(Head), stopping.Token);
            await foreach (var text in read(stopping.Token))
            {
                if (text.Length > 0)
                {
                    await WriteChunkAsync(stream, Encoding.UTF8.GetBytes(text));
                }
            }

            await WriteChunkAsync(stream, []);
        }
        catch (Exception exception) when (exception is IOException or OperationCanceledException)
        {
            // Whoever asked has gone, or the sample ends.
        }
    }

    // To the empty line after the headers; there is one page, whatever the request asks for.
    private async Task ReadRequestAsync(NetworkStream stream)
    {
        using var reader = new StreamReader(stream, Encoding.ASCII, leaveOpen: true);
        while (await reader.ReadLineAsync(stopping.Token) is { Length: > 0 })
        {
        }
    }

    // RFC 9112, 7.1: the length in hexadecimal digits, the bytes; the one without bytes is the last.
    private async Task WriteChunkAsync(NetworkStream stream, byte[] bytes) =>
        await stream.WriteAsync((byte[])[.. Encoding.ASCII.GetBytes($"{bytes.Length:x}\r\n"), .. bytes, .. "\r\n"u8], stopping.Token);
}
