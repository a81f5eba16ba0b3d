using System.Globalization;
using Microsoft.Extensions.AI;

namespace Runnel.Ai;

/// <summary>
/// Compares and prints <see cref="UsageDetails"/>, which does neither itself. Its text and audio counts are marked experimental and
/// left out: a later version may not have them.
/// </summary>
internal static class TokenCounts
{
    public static bool Equal(UsageDetails? one, UsageDetails? other) =>
        ReferenceEquals(one, other) || (one is not null && other is not null && All(one).SequenceEqual(All(other)));

    public static string Describe(UsageDetails? usage) => usage is null ? "null" : $"{{ {string.Join(", ", All(usage).Select(Describe).OfType<string>())} }}";

    private static string? Describe(KeyValuePair<string, long?> count) =>
        count.Value is { } value ? string.Create(CultureInfo.InvariantCulture, $"{count.Key} = {value}") : null;

    private static IEnumerable<KeyValuePair<string, long?>> All(UsageDetails usage) =>
    [
        new("InputTokens", usage.InputTokenCount),
        new("OutputTokens", usage.OutputTokenCount),
        new("TotalTokens", usage.TotalTokenCount),
        new("CachedInputTokens", usage.CachedInputTokenCount),
        new("ReasoningTokens", usage.ReasoningTokenCount),
        .. (usage.AdditionalCounts ?? []).OrderBy(count => count.Key, StringComparer.Ordinal)
            .Select(count => KeyValuePair.Create(count.Key, (long?)count.Value)),
    ];
}
