using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Bytes come back as they were written.</summary>
internal static class ReadBytesCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Read);

        cases.Add("No bytes come back as no bytes", async store => await ComesBackAsync(store, new SegmentBody(1, HasState: true, default)));
        cases.Add("Empty JSON comes back as it is", async store => await ComesBackAsync(store, Texts.Of("{}")));
        cases.Add("Every value of a byte comes back", async store =>
            await ComesBackAsync(store, new SegmentBody(1, HasState: true, Enumerable.Range(0, 256).Select(value => (byte)value).ToArray())));
        cases.Add("A single zero byte comes back", async store => await ComesBackAsync(store, new SegmentBody(1, HasState: true, new byte[1])));
        cases.Add("Bytes that are no UTF-8 come back", async store =>
            await ComesBackAsync(store, new SegmentBody(1, HasState: true, new byte[] { 0xC3, 0x28, 0xED, 0xA0, 0x80, 0xFF, 0xFE })));
        cases.Add("A mebibyte comes back", async store =>
        {
            var bytes = new byte[1024 * 1024];
            new Random(1).NextBytes(bytes);
            await ComesBackAsync(store, new SegmentBody(1, HasState: true, bytes));
        });
        cases.Add("Eight mebibytes come back", async store =>
        {
            var bytes = new byte[8 * 1024 * 1024];
            new Random(8).NextBytes(bytes);
            await ComesBackAsync(store, new SegmentBody(1, HasState: true, bytes));
        });
        cases.Add("Of a slice of an array only the slice comes back", async store =>
        {
            var bytes = Enumerable.Range(0, 100).Select(value => (byte)value).ToArray();
            await ComesBackAsync(store, new SegmentBody(1, HasState: true, bytes.AsMemory(10, 20)));
        });
        cases.Add("A segment's count and its mark of state come back", async store =>
        {
            await ComesBackAsync(store, new SegmentBody(100_000, HasState: false, new byte[] { 1 }));
            await ComesBackAsync(store, new SegmentBody(1, HasState: true, new byte[] { 1 }));
        });
        cases.Add("The first entries' bytes come back, too", async store =>
        {
            var bytes = new byte[100_000];
            new Random(2).NextBytes(bytes);
            var runId = await store.CreateAsync(body: new SegmentBody(3, HasState: false, bytes));

            Compare(new SegmentBody(3, HasState: false, bytes), Check.Single(await store.LogAsync(runId)).Body);
        });
        cases.Add("Bytes from outside come back, too", async store =>
        {
            var bytes = new byte[100_000];
            new Random(3).NextBytes(bytes);
            var append = store.Outside(await store.CreateAsync(), "") with { Body = new SegmentBody(5, HasState: false, bytes) };
            await store.AppendAsync(append);

            Compare(append.Body, (await store.LogAsync(append.RunId))[^1].Body);
        });
        cases.Add("A batch's bytes come back, each its run's", async store =>
        {
            var (one, two) = (await store.StartAsync(), await store.StartAsync());
            var (left, right) = (new SegmentBody(1, HasState: true, new byte[] { 0, 1, 2 }), new SegmentBody(2, HasState: false, new byte[] { 2, 1, 0, 0 }));
            await store.AppendAllAsync(one.Next(left), two.Next(right));

            Compare(left, (await store.LogAsync(one.RunId))[^1].Body);
            Compare(right, (await store.LogAsync(two.RunId))[^1].Body);
        });

        return cases.All;
    }

    private static async Task ComesBackAsync(StoreUnderTest store, SegmentBody body)
    {
        var execution = await store.StartAsync();
        Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync(body));

        Compare(body, (await store.LogAsync(execution.RunId))[^1].Body);
    }

    private static void Compare(SegmentBody expected, SegmentBody actual)
    {
        Check.Equal((expected.Count, expected.HasState, expected.Bytes.Length), (actual.Count, actual.HasState, actual.Bytes.Length));
        Check.True(expected.Bytes.Span.SequenceEqual(actual.Bytes.Span), $"the {expected.Bytes.Length} bytes of the segment come back as they were written");
    }
}
