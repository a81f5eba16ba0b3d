using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Pages by bytes.</summary>
internal static class ReadPageCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Read);

        cases.Add("A page ends before it would hold more bytes than wanted, and tells of more", async store =>
        {
            var runId = await OfBytesAsync(store, 40, 40, 40);
            var page = await store.Calls.ReadAsync(new ReadRequest(runId, After: 0) { MaxBytes = 100 }, default);

            Check.Sequence([40, 40], page.Segments.Select(segment => segment.Body.Bytes.Length));
            Check.True(page.HasMore, "a page that was full tells of more");
        });
        cases.Add("A page that is exactly full holds what fits, and the last one tells of no more", async store =>
        {
            var runId = await OfBytesAsync(store, 50, 50, 60, 40);
            var request = new ReadRequest(runId, After: 0) { MaxBytes = 100 };
            var first = await store.Calls.ReadAsync(request, default);
            var last = await store.Calls.ReadAsync(request with { After = 2 }, default);

            Check.Sequence([50, 50], first.Segments.Select(segment => segment.Body.Bytes.Length));
            Check.True(first.HasMore, "the first page tells of more");
            Check.Sequence([60, 40], last.Segments.Select(segment => segment.Body.Bytes.Length));
            Check.True(!last.HasMore, "the last page tells of no more");
        });
        cases.Add("A segment that is larger than a page is given alone", async store =>
        {
            var runId = await OfBytesAsync(store, 10, 5000, 10);
            var request = new ReadRequest(runId, After: 1) { MaxBytes = 100 };
            var page = await store.Calls.ReadAsync(request, default);

            Check.Sequence([5000], page.Segments.Select(segment => segment.Body.Bytes.Length));
            Check.True(page.HasMore, "a page in front of another segment tells of more");
        });
        cases.Add("A segment that is larger than a page does not come with those before it", async store =>
        {
            var page = await store.Calls.ReadAsync(new ReadRequest(await OfBytesAsync(store, 10, 5000), After: 0) { MaxBytes = 100 }, default);

            Check.Sequence([10], page.Segments.Select(segment => segment.Body.Bytes.Length));
            Check.True(page.HasMore, "a page in front of a larger segment tells of more");
        });
        cases.Add("The last segment, larger than a page, is given without more", async store =>
        {
            var page = await store.Calls.ReadAsync(new ReadRequest(await OfBytesAsync(store, 10, 5000), After: 1) { MaxBytes = 100 }, default);

            Check.Sequence([5000], page.Segments.Select(segment => segment.Body.Bytes.Length));
            Check.True(!page.HasMore, "the last page tells of no more");
        });
        cases.Add("Pages of one byte lead through the whole log, a segment each", async store =>
        {
            var runId = await OfBytesAsync(store, 3, 1, 20, 7);
            var segments = await store.Calls.PagesAsync(new ReadRequest(runId, After: 0) { MaxBytes = 1 });

            Check.Sequence([3, 1, 20, 7], segments.Select(segment => segment.Body.Bytes.Length));
        });
        cases.Add("Pages lead through a long log, each segment once", async store =>
        {
            var runId = await OfBytesAsync(store, [.. Enumerable.Range(1, 200)]);
            var segments = await store.Calls.PagesAsync(new ReadRequest(runId, After: 0) { MaxBytes = 1000 });

            StoredLogs.CheckDense(runId, segments);
            Check.Sequence(Enumerable.Range(1, 200), segments.Select(segment => segment.Body.Bytes.Length));
        });
        cases.Add("Segments of no bytes take no room on a page", async store =>
        {
            var page = await store.Calls.ReadAsync(new ReadRequest(await OfBytesAsync(store, 10, 0, 0, 0), After: 0) { MaxBytes = 10 }, default);

            Check.Sequence([10, 0, 0, 0], page.Segments.Select(segment => segment.Body.Bytes.Length));
        });
        cases.Add("Pages of state alone lead through all of it", async store =>
        {
            var execution = await store.StartAsync();
            for (var number = 2; number <= 60; number++)
            {
                await execution.AppendAsync(Texts.Of($"{number}", hasState: number % 20 == 0));
            }

            var segments = await store.Calls.PagesAsync(new ReadRequest(execution.RunId, After: 0) { MaxBytes = 1, StateOnly = true });
            Check.Sequence(["created", "20", "40", "60"], segments.Select(segment => segment.Text()));
        });
        cases.Add("A page that stops at the wanted end tells of no more, though the log goes on", async store =>
        {
            var page = await store.Calls.ReadAsync(new ReadRequest(await OfBytesAsync(store, 10, 10, 10), After: 0) { UpTo = 2, MaxBytes = 20 }, default);

            Check.Equal(2, page.Segments.Count);
            Check.True(!page.HasMore, "nothing more was wanted");
        });
        cases.Add("Without a wish a page holds 256 KiB", async store =>
        {
            var runId = await OfBytesAsync(store, 100 * 1024, 100 * 1024, 100 * 1024);
            var page = await store.Calls.ReadAsync(new ReadRequest(runId, After: 0), default);

            Check.Equal(2, page.Segments.Count);
            Check.True(page.HasMore, "the third segment is on the next page");
        });

        return cases.All;
    }

    /// <summary>A run whose segments have these lengths; the first is that which it was created with.</summary>
    private static async Task<string> OfBytesAsync(StoreUnderTest store, params int[] lengths)
    {
        var execution = await store.StartAsync(body: Texts.Of(new string('x', lengths[0])));
        foreach (var length in lengths[1..])
        {
            await execution.AppendAsync(new string('x', length));
        }

        return execution.RunId;
    }
}
