using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Which part of a log is read.</summary>
internal static class ReadCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Read);

        cases.Add("An unknown run's log is empty", async store =>
        {
            var page = await store.Calls.ReadAsync(new ReadRequest(store.NewId(), After: 0), default);

            Check.Empty(page.Segments);
            Check.True(!page.HasMore, "an unknown run has no more");
        });
        cases.Add("From the beginning all segments are read, in order", async store =>
        {
            var execution = await ThreeSegmentsAsync(store);

            await ReadsAsync(store, new ReadRequest(execution.RunId, After: 0), "1-2", "3-5", "6-6");
        });
        cases.Add("After the last entry nothing is read", async store =>
        {
            var execution = await ThreeSegmentsAsync(store);

            await ReadsAsync(store, new ReadRequest(execution.RunId, After: 6));
        });
        cases.Add("After a sequence that is not there yet nothing is read", async store =>
        {
            var execution = await ThreeSegmentsAsync(store);

            await ReadsAsync(store, new ReadRequest(execution.RunId, After: 1000));
        });
        cases.Add("After the end of a segment the next one is read first", async store =>
        {
            var execution = await ThreeSegmentsAsync(store);

            await ReadsAsync(store, new ReadRequest(execution.RunId, After: 2), "3-5", "6-6");
        });
        cases.Add("After the middle of a segment that segment is read whole", async store =>
        {
            var execution = await ThreeSegmentsAsync(store);

            await ReadsAsync(store, new ReadRequest(execution.RunId, After: 4), "3-5", "6-6");
        });
        cases.Add("Up to the middle of a segment that segment is read whole", async store =>
        {
            var execution = await ThreeSegmentsAsync(store);

            await ReadsAsync(store, new ReadRequest(execution.RunId, After: 0) { UpTo = 3 }, "1-2", "3-5");
        });
        cases.Add("Up to the end of a segment the next one is not read", async store =>
        {
            var execution = await ThreeSegmentsAsync(store);

            await ReadsAsync(store, new ReadRequest(execution.RunId, After: 0) { UpTo = 5 }, "1-2", "3-5");
        });
        cases.Add("Between two sequences of one segment that segment is read", async store =>
        {
            var execution = await ThreeSegmentsAsync(store);

            await ReadsAsync(store, new ReadRequest(execution.RunId, After: 3) { UpTo = 4 }, "3-5");
        });
        cases.Add("Up to nothing, nothing is read", async store =>
        {
            var execution = await ThreeSegmentsAsync(store);

            await ReadsAsync(store, new ReadRequest(execution.RunId, After: 0) { UpTo = 0 });
        });
        cases.Add("Where only state is wanted, segments of chunks alone are left out", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync(Texts.Of("chunks", count: 3, hasState: false));
            await execution.AppendAsync(Texts.Of("chunk and state", count: 2, hasState: true));
            await execution.AppendAsync(Texts.Of("chunk", hasState: false));
            var page = await store.Calls.ReadAsync(new ReadRequest(execution.RunId, After: 0) { StateOnly = true }, default);

            Check.Sequence(["created", "chunk and state"], page.Segments.Select(segment => segment.Text()));
            Check.Sequence([1L, 6L], page.Segments.Select(segment => segment.Last));
        });
        cases.Add("State alone can be read after one sequence and up to another", async store =>
        {
            var execution = await store.StartAsync();
            for (var number = 2; number <= 9; number++)
            {
                await execution.AppendAsync(Texts.Of($"{number}", hasState: number % 2 == 0));
            }

            var page = await store.Calls.ReadAsync(new ReadRequest(execution.RunId, After: 3) { UpTo = 8, StateOnly = true }, default);
            Check.Sequence(["4", "6", "8"], page.Segments.Select(segment => segment.Text()));
        });
        cases.Add("Other runs' segments are not read, though they were written in between", async store =>
        {
            var (one, two) = (await store.StartAsync(), await store.StartAsync());
            for (var number = 0; number < 5; number++)
            {
                await store.AppendAllAsync(one.Next($"one {number}"), two.Next($"two {number}"));
            }

            await store.HasLogAsync(one.RunId, "created", "one 0", "one 1", "one 2", "one 3", "one 4");
            await store.HasLogAsync(two.RunId, "created", "two 0", "two 1", "two 2", "two 3", "two 4");
        });
        cases.Add("An ended run's log is read as before", async store =>
        {
            var execution = await ThreeSegmentsAsync(store);
            await execution.EndAsync();

            await ReadsAsync(store, new ReadRequest(execution.RunId, After: 0), "1-2", "3-5", "6-6", "7-7");
        });

        return cases.All;
    }

    private static async Task<Execution> ThreeSegmentsAsync(StoreUnderTest store)
    {
        var execution = await store.StartAsync(body: Texts.Of("created", count: 2));
        await execution.AppendAsync(Texts.Of("three", count: 3));
        await execution.AppendAsync("one");
        return execution;
    }

    private static async Task ReadsAsync(StoreUnderTest store, ReadRequest request, params string[] segments)
    {
        var page = await store.Calls.ReadAsync(request, default);
        Check.Sequence(segments, page.Segments.Select(segment => $"{segment.First}-{segment.Last}"), "the segments on the page");
        Check.True(!page.HasMore, "a page that was not full tells of no more");
    }
}
