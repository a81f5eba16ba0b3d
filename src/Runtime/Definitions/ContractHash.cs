using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Definitions;

/// <summary>
/// A digest of a contract's shapes as JSON: of payload, output and chunks, member by member. The names of the user's types are not part of it,
/// so that a contracts library's copy of a type has the digest of the original.
/// </summary>
internal sealed class ContractHash
{
    private const int DigestBytes = 8;

    private readonly JsonSerializerOptions options;
    private readonly StringBuilder text = new();
    private readonly List<Type> path = [];

    private ContractHash(JsonSerializerOptions options) => this.options = options;

    public static string Of(TaskContract contract, JsonSerializerOptions options)
    {
        var hash = new ContractHash(options);
        hash.Add("payload", contract.PayloadType);
        hash.Add("output", contract.OutputType);
        foreach (var stream in contract.Streams.OrderBy(stream => stream.Key, StringComparer.Ordinal))
        {
            hash.Add(stream.Key, stream.ChunkType);
        }

        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(hash.text.ToString()));
        return Convert.ToHexStringLower(digest.AsSpan(0, DigestBytes));
    }

    private void Add(string name, Type type, bool isNullable = false)
    {
        text.Append(name).Append(':');
        AddShape(type);
        text.Append(isNullable ? "?;" : ";");
    }

    private void AddShape(Type type)
    {
        if (Nullable.GetUnderlyingType(type) is { } underlying)
        {
            AddShape(underlying);
            text.Append('?');
            return;
        }

        var above = path.IndexOf(type);
        if (above >= 0)
        {
            text.Append('^').Append(path.Count - above);
            return;
        }

        path.Add(type);
        AddShape(type, TypeInfoOf(type));
        path.RemoveAt(path.Count - 1);
    }

    private void AddShape(Type type, JsonTypeInfo? info)
    {
        switch (info?.Kind)
        {
            case JsonTypeInfoKind.Object when !IsFramework(type):
                text.Append('{');
                foreach (var property in info.Properties.Where(property => !property.IsExtensionData).OrderBy(property => property.Name, StringComparer.Ordinal))
                {
                    Add(property.Name, property.PropertyType, isNullable: property.IsGetNullable && !property.PropertyType.IsValueType);
                }

                text.Append('}');
                break;
            case JsonTypeInfoKind.Enumerable:
                text.Append('[');
                AddShape(info.ElementType!);
                text.Append(']');
                break;
            case JsonTypeInfoKind.Dictionary:
                text.Append('<');
                AddShape(info.ElementType!);
                text.Append('>');
                break;
            case null:
                // What has no JSON contract fails where it is written or read, and says so there.
                text.Append('!');
                break;
            default:
                text.Append(type.IsEnum ? $"({string.Join(',', type.GetEnumNames().Order(StringComparer.Ordinal))})" : type.Name);
                break;
        }
    }

    private JsonTypeInfo? TypeInfoOf(Type type)
    {
        try
        {
            return options.GetTypeInfo(type);
        }
        catch (Exception exception) when (exception is NotSupportedException or InvalidOperationException or ArgumentException)
        {
            return null;
        }
    }

    // The same everywhere, and deep: a chat update alone reaches dozens of types.
    private static bool IsFramework(Type type) =>
        type.Namespace is { } space && (space == "System" || space.StartsWith("System.", StringComparison.Ordinal) || space.StartsWith("Microsoft.", StringComparison.Ordinal));
}
