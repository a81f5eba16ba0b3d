using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Readers that race with writers see a beginning of the log.</summary>
internal static class ReaderRaceCases
{
    private const int Appends = 60;
    private const long Last = 1 + (2 * Appends);

    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Concurrency);

        cases.Add("A reader beside a writer sees a beginning of the log, dense, and never less than before", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var execution = await store.StartAsync();
            await Race.RunAsync(
                () => WriteAsync(execution),
                async () =>
                {
                    for (var seen = 0L; seen < Last;)
                    {
                        var segments = await other.PagesAsync(new ReadRequest(execution.RunId, After: 0) { MaxBytes = 64 });
                        StoredLogs.CheckDense(execution.RunId, segments);
                        Check.True(segments[^1].Last >= seen, $"the log, read up to {segments[^1].Last}, is not shorter than the {seen} before");
                        seen = segments[^1].Last;
                    }
                });

            await store.HasLogAsync(execution.RunId, ["created", .. Enumerable.Range(0, Appends).Select(number => $"{number}")]);
        });
        cases.Add("A reader that goes on from where it was gets each entry once, in order", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var execution = await store.StartAsync();
            var read = new List<StoredSegment>();
            await Race.RunAsync(
                () => WriteAsync(execution),
                async () =>
                {
                    while (read is [] || read[^1].Last < Last)
                    {
                        read.AddRange((await other.ReadAsync(new ReadRequest(execution.RunId, read is [] ? 0 : read[^1].Last) { MaxBytes = 16 }, default)).Segments);
                    }
                });

            StoredLogs.CheckDense(execution.RunId, read);
            Check.Sequence(["created", .. Enumerable.Range(0, Appends).Select(number => $"{number}")], read.Select(segment => segment.Text()));
        });
        cases.Add("What a head tells can be read", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var execution = await store.StartAsync();
            await Race.RunAsync(
                () => WriteAsync(execution),
                async () =>
                {
                    for (var head = 0L; head < Last;)
                    {
                        head = (await other.GetAsync(execution.RunId, default))!.Head;
                        var segments = await other.PagesAsync(new ReadRequest(execution.RunId, After: 0));
                        Check.True(segments[^1].Last >= head, $"the log, read up to {segments[^1].Last}, holds what the head, {head}, told before");
                    }
                });
        });
        cases.Add("What an observer was told can be read", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            var execution = await store.StartAsync();
            await Race.RunAsync(
                () => WriteAsync(execution),
                () => store.UntilAsync(
                    async () =>
                    {
                        var told = observer.Told.Select(hint => hint.Head).DefaultIfEmpty().Max();
                        var segments = await store.Calls.PagesAsync(new ReadRequest(execution.RunId, After: 0));
                        Check.True(segments[^1].Last >= told, $"the log, read up to {segments[^1].Last}, holds what the observer was told, {told}");
                        return told == Last;
                    },
                    $"the observer is told of entry {Last}"));
        });

        return cases.All;
    }

    private static async Task WriteAsync(Execution execution)
    {
        for (var number = 0; number < Appends; number++)
        {
            Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync(Texts.Of($"{number}", count: 2)));
        }
    }
}
