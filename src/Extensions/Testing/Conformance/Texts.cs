using System.Text;
using Runnel.Storage;

namespace Runnel.Testing.Conformance;

/// <summary>Segments that say in text what they are, so that a log reads as a list of words. To a store they are bytes.</summary>
internal static class Texts
{
    public static SegmentBody Of(string text, int count = 1, bool hasState = true) => new(count, hasState, Encoding.UTF8.GetBytes(text));

    public static string Text(this StoredSegment segment) => Encoding.UTF8.GetString(segment.Body.Bytes.Span);
}

/// <summary>What appends of cases change.</summary>
internal static class Changes
{
    public static HeadChange Cancel { get; } = new() { Intent = RunIntent.Cancel };

    public static HeadChange Return { get; } = new() { Intent = RunIntent.Return };

    public static HeadChange To(RunStatus status, RunIntent? intent = null) => new() { Status = status, Intent = intent };

    public static HeadChange DelayedUntil(DateTimeOffset dueAt) => new() { Status = RunStatus.Delayed, DueAt = dueAt };
}
