using Runnel.Storage;

namespace Runnel.Testing.Conformance;

/// <summary>Reads whole logs, and checks what must hold for each.</summary>
internal static class StoredLogs
{
    extension(StoreUnderTest store)
    {
        /// <summary>The run's segments. Fails where they are not dense, or do not end at the run's head.</summary>
        public async Task<IReadOnlyList<StoredSegment>> LogAsync(string runId)
        {
            var segments = await store.Calls.PagesAsync(new ReadRequest(runId, After: 0));
            CheckDense(runId, segments);
            Check.Equal((await store.HeadAsync(runId)).Head, segments is [] ? 0 : segments[^1].Last, "the last sequence in the log, against the run's head,");
            return segments;
        }

        /// <summary>Checks that the run's log consists of these texts.</summary>
        public async Task HasLogAsync(string runId, params string[] texts) =>
            Check.Sequence(texts, (await store.LogAsync(runId)).Select(segment => segment.Text()), $"the log of run '{runId}'");

        /// <summary>Checks that the run's log consists of these texts, in any order, each once.</summary>
        public async Task HasAllAsync(string runId, IEnumerable<string> texts) =>
            Check.Set(texts, (await store.LogAsync(runId)).Select(segment => segment.Text()), $"the log of run '{runId}', sorted,");
    }

    /// <summary>All pages that a request leads to.</summary>
    public static async Task<List<StoredSegment>> PagesAsync(this IRunStore store, ReadRequest request)
    {
        var segments = new List<StoredSegment>();
        while (true)
        {
            var page = await store.ReadAsync(request, default);
            segments.AddRange(page.Segments);
            if (!page.HasMore)
            {
                return segments;
            }

            Check.True(page.Segments.Count > 0, "a page that tells of more is not empty");
            request = request with { After = page.Segments[^1].Last };
        }
    }

    public static void CheckDense(string runId, IReadOnlyList<StoredSegment> segments)
    {
        var last = 0L;
        foreach (var segment in segments)
        {
            Check.Equal(last + 1, segment.First, $"the first sequence of the segment after {last} of run '{runId}'");
            last = segment.Last;
        }
    }
}
