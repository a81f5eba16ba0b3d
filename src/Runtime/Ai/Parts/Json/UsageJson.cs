using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>
/// Token counts as the AI SDK writes them (<c>LanguageModelUsage</c>). A provider's own counts stand in <c>raw</c>,
/// where the SDK has what the provider sent. Text and audio counts, which <see cref="UsageDetails"/> marks experimental, are left out.
/// </summary>
internal static class UsageJson
{
    public static void Write(Utf8JsonWriter writer, JsonEncodedText name, UsageDetails usage)
    {
        writer.WriteStartObject(name);
        Write(writer, "inputTokens", usage.InputTokenCount);
        writer.WriteStartObject("inputTokenDetails");
        Write(writer, "cacheReadTokens", usage.CachedInputTokenCount);
        writer.WriteEndObject();
        Write(writer, "outputTokens", usage.OutputTokenCount);
        writer.WriteStartObject("outputTokenDetails");
        Write(writer, "reasoningTokens", usage.ReasoningTokenCount);
        writer.WriteEndObject();
        Write(writer, "totalTokens", usage.TotalTokenCount);
        if (usage.AdditionalCounts is { Count: > 0 } additional)
        {
            writer.WriteStartObject("raw");
            foreach (var (key, count) in additional)
            {
                writer.WriteNumber(key, count);
            }

            writer.WriteEndObject();
        }

        writer.WriteEndObject();
    }

    public static UsageDetails Read(PartFields usage)
    {
        var input = usage.OptionalObject("inputTokenDetails");
        var output = usage.OptionalObject("outputTokenDetails");
        return new()
        {
            InputTokenCount = usage.Count("inputTokens"),
            OutputTokenCount = usage.Count("outputTokens"),
            TotalTokenCount = usage.Count("totalTokens"),
            CachedInputTokenCount = input?.Count("cacheReadTokens") ?? usage.Count("cachedInputTokens"),   // the latter: version 5
            ReasoningTokenCount = output?.Count("reasoningTokens") ?? usage.Count("reasoningTokens"),
            AdditionalCounts = ReadAdditional(usage.OptionalObject("raw")),
        };
    }

    /// <summary>The SDK puts whatever the provider sent there; only whole numbers are counts.</summary>
    private static AdditionalPropertiesDictionary<long>? ReadAdditional(PartFields? raw)
    {
        AdditionalPropertiesDictionary<long>? counts = null;
        foreach (var member in raw?.Json.EnumerateObject() ?? default)
        {
            if (member.Value.ValueKind == JsonValueKind.Number && member.Value.TryGetInt64(out var count))
            {
                (counts ??= [])[member.Name] = count;
            }
        }

        return counts;
    }

    private static void Write(Utf8JsonWriter writer, string name, long? count)
    {
        if (count is { } value)
        {
            writer.WriteNumber(name, value);
        }
    }
}
