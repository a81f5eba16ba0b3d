using System.Globalization;

namespace Runnel.Tests.Harness;

/// <summary>Parts as text, to compare two readings of a run.</summary>
internal static class Describe
{
    public static List<string> Lines(this IEnumerable<TestPart> parts) => [.. parts.Select(Line)];

    private static string Line(TestPart part) => string.Create(
        CultureInfo.InvariantCulture, $"{part.Cursor} attempt {part.Attempt} at {part.Timestamp:O}: {Content(part)}");

    private static string Content(TestPart part) => part switch
    {
        TestPart.Text(var chunk) => $"text {chunk}",
        TestPart.Numbers(var chunk) => $"numbers {chunk}",
        TestPart.Unknown(var key, var chunk) => $"{key} {chunk}",
        TestPart.StreamEnded(var key, var reason, var error) => $"end of {key}: {reason} {error?.Message}",
        TestPart.Run(var run) => $"run {run.Status}, attempt {run.Attempt}, {run.Metadata}, {run.Output}, {run.Error?.Message}, {string.Join('|', run.Warnings)}",
        _ => throw new ArgumentOutOfRangeException(nameof(part)),
    };
}
