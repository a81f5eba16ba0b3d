using System.Globalization;

namespace Runnel.Storage;

/// <summary>Run ids: <c>run_</c> and a UUID of version 7 (RFC 9562), so that they sort by time and tell their age.</summary>
public static class RunIds
{
    private const string Prefix = "run_";

    /// <summary>The run's id that a UUID makes.</summary>
    /// <param name="id">Of version 7, made at the time of the trigger.</param>
    public static string Of(Guid id) => Prefix + id.ToString("N");

    /// <summary>When the id was made, to the millisecond; nothing where the text is no run's id.</summary>
    public static DateTimeOffset? CreatedAt(string runId) =>
        runId.Length == Prefix.Length + 32
        && runId.StartsWith(Prefix, StringComparison.Ordinal)
        && long.TryParse(runId.AsSpan(Prefix.Length, 12), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out var milliseconds)
        && milliseconds <= DateTimeOffset.MaxValue.ToUnixTimeMilliseconds()
            ? DateTimeOffset.FromUnixTimeMilliseconds(milliseconds)
            : null;
}
