using System.Net.Sockets;
using System.Text;
using System.Text.Json;

namespace Runnel.OpenAI.Tests.Harness;

/// <summary>A request as it came: its head, and its JSON; undefined where it has no body.</summary>
internal sealed record ReceivedRequest(string Line, IReadOnlyDictionary<string, string> Headers, JsonElement Body)
{
    public static async Task<ReceivedRequest?> ReadAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var head = new List<byte>();
        var one = new byte[1];
        while (!(head.Count >= 4 && head[^4..] is [(byte)'\r', (byte)'\n', (byte)'\r', (byte)'\n']))
        {
            if (await stream.ReadAsync(one, cancellationToken) == 0)
            {
                return null;
            }

            head.Add(one[0]);
        }

        var lines = Encoding.ASCII.GetString([.. head]).Split("\r\n", StringSplitOptions.RemoveEmptyEntries);
        var headers = lines.Skip(1).Select(line => line.Split(':', 2))
            .GroupBy(parts => parts[0], StringComparer.OrdinalIgnoreCase)
            .ToDictionary(header => header.Key, header => string.Join(", ", header.Select(parts => parts[1].Trim())), StringComparer.OrdinalIgnoreCase);
        var hasBody = headers.ContainsKey("Content-Length") || headers.ContainsKey("Transfer-Encoding");
        return new ReceivedRequest(lines[0], headers, hasBody ? JsonElement.Parse(await ReadBodyAsync(stream, headers, cancellationToken)) : default);
    }

    private static async Task<byte[]> ReadBodyAsync(NetworkStream stream, Dictionary<string, string> headers, CancellationToken cancellationToken)
    {
        if (headers.TryGetValue("Content-Length", out var length))
        {
            var body = new byte[int.Parse(length, System.Globalization.CultureInfo.InvariantCulture)];
            await stream.ReadExactlyAsync(body, cancellationToken);
            return body;
        }

        using var chunks = new MemoryStream();
        while (true)
        {
            var size = Convert.ToInt32(await ReadLineAsync(stream, cancellationToken), fromBase: 16);
            var chunk = new byte[size];
            await stream.ReadExactlyAsync(chunk, cancellationToken);
            await ReadLineAsync(stream, cancellationToken);
            if (size == 0)
            {
                return chunks.ToArray();
            }

            chunks.Write(chunk);
        }
    }

    private static async Task<string> ReadLineAsync(NetworkStream stream, CancellationToken cancellationToken)
    {
        var line = new StringBuilder();
        var one = new byte[1];
        while (line.Length < 2 || line[^1] != '\n')
        {
            await stream.ReadExactlyAsync(one, cancellationToken);
            line.Append((char)one[0]);
        }

        return line.ToString().TrimEnd();
    }
}
