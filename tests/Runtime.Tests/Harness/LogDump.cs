using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Tests.Harness;

/// <summary>A run's log as the store holds it.</summary>
internal static class LogDump
{
    /// <summary>The entries, commit by commit.</summary>
    public static async Task<List<LogEntry[]>> CommitsAsync(this IRunStore store, string runId)
    {
        var page = await store.ReadAsync(new ReadRequest(runId, After: 0) { MaxBytes = int.MaxValue }, default);
        return [.. page.Segments.Select(segment => CommittedSegment.Read(segment).Entries)];
    }

    public static async Task<List<LogEntry>> EntriesAsync(this IRunStore store, string runId) =>
        [.. (await store.CommitsAsync(runId)).SelectMany(commit => commit)];

    public static async Task<List<EntryKind>> KindsAsync(this IRunStore store, string runId) =>
        [.. (await store.EntriesAsync(runId)).Select(entry => entry.Kind)];
}
