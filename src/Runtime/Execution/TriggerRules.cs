using System.Text;

namespace Runnel.Execution;

/// <summary>What the options of a trigger may be.</summary>
internal static class TriggerRules
{
    public static readonly TimeSpan DefaultIdempotencyKeyTtl = TimeSpan.FromDays(30);

    private const int MaxKeyLength = 256;

    /// <exception cref="ArgumentException">An option is out of its range.</exception>
    public static void Validate(TriggerOptions options)
    {
        Require(options.MaxAttempts is null or >= 1, nameof(options.MaxAttempts), options.MaxAttempts, "at least 1");
        Require(options.Delay is null || options.Delay >= TimeSpan.Zero, nameof(options.Delay), options.Delay, "at least zero");
        Require(options.Ttl is null || options.Ttl > TimeSpan.Zero, nameof(options.Ttl), options.Ttl, "more than zero");
        Require(options.MaxDuration is null || options.MaxDuration > TimeSpan.Zero, nameof(options.MaxDuration), options.MaxDuration, "more than zero");
        ValidateTags(options.Tags);
        Require(options.IdempotencyKeyTtl is null || options.IdempotencyKeyTtl > TimeSpan.Zero, nameof(options.IdempotencyKeyTtl), options.IdempotencyKeyTtl, "more than zero");
        Require(options.IdempotencyScope is null or IdempotencyScope.Global or IdempotencyScope.Run, nameof(options.IdempotencyScope), options.IdempotencyScope, "Global or Run");
        RequireKey(nameof(options.IdempotencyKey), options.IdempotencyKey);
        RequireKey(nameof(options.ConcurrencyKey), options.ConcurrencyKey);
        if (options is { Delay: not null, DelayUntil: not null })
        {
            throw new ArgumentException("TriggerOptions.Delay and DelayUntil are both set. Set one of them.", nameof(options));
        }

        if (options.Metadata is { } metadata && Encoding.UTF8.GetByteCount(metadata.ToJsonString()) > TaskMetadata.MaxBytes)
        {
            throw new ArgumentException(
                $"TriggerOptions.Metadata has more than {TaskMetadata.MaxBytes:N0} bytes of JSON. Pass large values in the payload.", nameof(options));
        }
    }

    /// <exception cref="ArgumentException">There are too many tags, or one is not valid.</exception>
    public static void ValidateTags(IReadOnlyList<string> tags)
    {
        if (tags is not { Count: <= TriggerOptions.MaxTags })
        {
            throw new ArgumentException($"A run has at most {TriggerOptions.MaxTags} tags; these are {tags?.Count ?? 0}: {string.Join(", ", tags ?? [])}", nameof(tags));
        }

        foreach (var tag in tags)
        {
            if (tag is not { Length: >= 1 and <= TriggerOptions.MaxTagLength })
            {
                throw new ArgumentException($"'{tag}' is no tag. It has 1 to {TriggerOptions.MaxTagLength} characters.", nameof(tags));
            }
        }
    }

    private static void RequireKey(string name, string? key) =>
        Require(key is null or { Length: >= 1 and <= MaxKeyLength }, name, key, $"of 1 to {MaxKeyLength} characters");

    private static void Require(bool condition, string name, object? value, string expected)
    {
        if (!condition)
        {
            throw new ArgumentOutOfRangeException(name, value, $"TriggerOptions.{name} must be {expected}.");
        }
    }
}
