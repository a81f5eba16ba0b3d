using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>What goes on when connections are cut.</summary>
internal static class LostWriterCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.LostConnections, StoreCapabilities.LosesConnections);

        cases.Add("Reads over a connection that is cut are answered when made again", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry");
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                Check.Equal(2, (await store.AnsweredAsync(round, async () => await store.Calls.GetAsync(execution.RunId, default)))?.Head);
                Check.Equal(2, (await store.AnsweredAsync(round, async () => await store.Calls.PagesAsync(new ReadRequest(execution.RunId, After: 0)))).Count);
                Check.Equal(1, (await store.AnsweredAsync(round, async () => await store.Calls.ListAsync(new RunQuery(), default))).Count);
            }
        });
        cases.Add("Observers are told again after the connection was cut", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            var execution = await store.StartAsync();
            for (var round = 0; round < 3; round++)
            {
                await store.AnsweredAsync(round, async () => await store.Calls.GetAsync(execution.RunId, default));
                var append = execution.Next($"{round}");
                var head = (await store.AnsweredAsync(0, () => store.AppendAsync(append))).Head;

                await store.UntilAsync(() => observer.WasTold(execution.RunId, head), $"the observer is told of entry {head}");
            }
        });
        cases.Add("Owners, outsiders and takers whose connections are cut again and again lose and double nothing", async store =>
        {
            await store.RegisterAsync();
            var execution = await store.StartAsync();
            var texts = new List<string> { "created" };
            for (var round = 0; round < 4 * LostConnections.Rounds; round++)
            {
                texts.Add($"{round}");
                if (round % 8 == 7)
                {
                    var append = execution.Next($"{round}", Changes.To(RunStatus.Queued));
                    await store.AnsweredAsync(round, () => store.AppendAsync(append));
                    execution = await store.TakeUpAsync(execution.RunId);
                }
                else if (round % 3 == 2)
                {
                    var outside = store.Outside(execution.RunId, $"{round}");
                    await store.AnsweredAsync(round, () => store.AppendAsync(outside));
                }
                else
                {
                    var append = execution.Next($"{round}");
                    await store.AnsweredAsync(round, () => store.AppendAsync(append));
                }
            }

            await store.HasLogAsync(execution.RunId, [.. texts]);
            Check.Equal(7, execution.Run.Attempt);
        });

        return cases.All;
    }
}
