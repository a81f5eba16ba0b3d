using System.Security.Cryptography;
using System.Text;

namespace Runnel.Generators.Parsing;

/// <summary>
/// Digests what caller and task exchange. It depends on JSON alone, so that a contracts library's copy of the types,
/// under other names, has the same digest.
/// </summary>
internal static class ContractHash
{
    private const int Bytes = 8;

    public static string Of(string payload, string output, IEnumerable<(string Key, string Chunk)> streams)
    {
        var text = new StringBuilder().Append("payload ").Append(payload).Append("\noutput ").Append(output);
        foreach (var (key, chunk) in streams.OrderBy(stream => stream.Key, StringComparer.Ordinal))
        {
            text.Append("\nstream ").Append(key).Append(' ').Append(chunk);
        }

        using var algorithm = SHA256.Create();
        var digest = algorithm.ComputeHash(Encoding.UTF8.GetBytes(text.ToString()));
        return string.Concat(digest.Take(Bytes).Select(part => part.ToString("x2", provider: null)));
    }
}
