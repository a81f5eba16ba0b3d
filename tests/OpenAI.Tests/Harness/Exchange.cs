using System.Globalization;
using System.Net.Sockets;
using System.Text;

namespace Runnel.OpenAI.Tests.Harness;

/// <summary>One request and what it is answered.</summary>
internal sealed class Exchange(TcpClient client, ReceivedRequest request, int number, CancellationToken over)
{
    private readonly NetworkStream stream = client.GetStream();
    private bool isChunked;

    public ReceivedRequest Request => request;

    /// <summary>Which of the server's requests this is; the first is 0.</summary>
    public int Number => number;

    /// <summary>Cancelled when the test is over.</summary>
    public CancellationToken Over => over;

    /// <summary>Answers in one piece.</summary>
    public async Task SendAsync(int status, string body, params string[] headers)
    {
        await HeadAsync(status, ["Content-Type: application/json", $"Content-Length: {Encoding.UTF8.GetByteCount(body)}", .. headers]);
        await stream.WriteAsync(Encoding.UTF8.GetBytes(body), over);
    }

    /// <summary>Begins an event stream.</summary>
    /// <param name="chunked">Whether the client can tell its end from a lost connection.</param>
    public Task BeginStreamAsync(bool chunked = true)
    {
        isChunked = chunked;
        return HeadAsync(200, ["Content-Type: text/event-stream", .. chunked ? ["Transfer-Encoding: chunked"] : Array.Empty<string>()]);
    }

    public Task SendAsync(string text) => SendAsync(Encoding.UTF8.GetBytes(text));

    /// <summary>Sends bytes of the event stream, at once.</summary>
    public async Task SendAsync(ReadOnlyMemory<byte> bytes)
    {
        if (isChunked)
        {
            byte[] head = Encoding.ASCII.GetBytes(bytes.Length.ToString("x", CultureInfo.InvariantCulture) + "\r\n");
            await stream.WriteAsync((byte[])[.. head, .. bytes.Span, (byte)'\r', (byte)'\n'], over);
        }
        else
        {
            await stream.WriteAsync(bytes, over);
        }
    }

    /// <summary>Ends the event stream as it should be ended.</summary>
    public async Task EndAsync()
    {
        if (isChunked)
        {
            await stream.WriteAsync("0\r\n\r\n"u8.ToArray(), over);
        }
    }

    /// <summary>Tears the connection down.</summary>
    public void Reset() => client.Client.Close(timeout: 0);

    /// <summary>Completes when the client has closed the connection.</summary>
    public async Task ClientGoneAsync()
    {
        try
        {
            while (await stream.ReadAsync(new byte[64], over) > 0)
            {
            }
        }
        catch (IOException)
        {
            // Torn down, rather than closed.
        }
    }

    private async Task HeadAsync(int status, string[] headers)
    {
        var head = $"HTTP/1.1 {status} Status\r\n{string.Join("\r\n", headers)}\r\nConnection: close\r\n\r\n";
        await stream.WriteAsync(Encoding.ASCII.GetBytes(head), over);
    }
}
