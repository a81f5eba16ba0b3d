using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Workers that race for runs.</summary>
internal static class TakeRaceCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Concurrency);

        cases.Add("Workers that take from one queue at once never get the same run, and together get all", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var runs = Enumerable.Range(0, 120).Select(_ => store.NewRun()).ToArray();
            await store.Calls.CreateAsync(runs, default);
            var taken = await Race.RunAsync(4, async number =>
            {
                await store.RegisterAsync($"worker {number}");
                var mine = new List<string>();
                for (var empty = 0; empty < 3;)
                {
                    var result = await (number % 2 == 0 ? store.Calls : other).TakeAsync(store.Request($"worker {number}", limit: 3), default);
                    mine.AddRange(result.Runs.Select(run => run.RunId));
                    empty = result.Runs.Count == 0 ? empty + 1 : 0;
                }

                return mine;
            });

            Check.Set(runs.Select(run => run.RunId), taken.SelectMany(mine => mine));
            for (var number = 0; number < taken.Length; number++)
            {
                Check.Set(taken[number], (await store.Calls.ListOwnedAsync($"worker {number}", default)).Select(head => head.RunId));
            }
        });
        cases.Add("A take made twice at once gives the same runs twice", async store =>
        {
            await store.RegisterAsync();
            for (var round = 0; round < 20; round++)
            {
                await store.Calls.CreateAsync([store.NewRun(), store.NewRun(), store.NewRun()], default);
                var request = store.Request(limit: 2);
                var results = await Race.RunAsync(2, _ => store.TakeAsync(request));

                Check.Equal(2, results[0].Runs.Count);
                Check.Sequence(results[0].Runs, results[1].Runs);
                Check.Equal(1, (await store.TakeIdsAsync(limit: 5)).Length);
            }
        });
        cases.Add("Runs that are handed back while workers take are executed by one at a time", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var runs = Enumerable.Range(0, 10).Select(_ => store.NewRun()).ToArray();
            await store.Calls.CreateAsync(runs, default);
            await Race.RunAsync(4, async number =>
            {
                await store.RegisterAsync($"worker {number}");
                var calls = number % 2 == 0 ? store.Calls : other;
                for (var round = 0; round < 25; round++)
                {
                    var request = store.Request($"worker {number}", limit: 2);
                    foreach (var run in (await calls.TakeAsync(request, default)).Runs)
                    {
                        var append = new RunAppend(run.RunId, request.Token, 1, Texts.Of($"{run.Attempt}"), Changes.To(RunStatus.Queued));
                        Check.Equal(run.Head + 1, (await calls.AppendAsync([append], writer: null, default))[0].Head, "the head after the only owner's append");
                    }
                }

                return true;
            });

            foreach (var run in runs)
            {
                var log = await store.LogAsync(run.RunId);
                Check.Sequence(Enumerable.Range(1, log.Count - 1).Select(attempt => $"{attempt}"), log.Skip(1).Select(segment => segment.Text()));
            }
        });
        cases.Add("Runs that are created while workers take are all given", async store =>
        {
            var other = await store.OtherOrSameAsync();
            await store.RegisterAsync();
            var runs = Enumerable.Range(0, 100).Select(_ => store.NewRun()).ToArray();
            var taken = new List<string>();
            await Race.RunAsync(
                async () =>
                {
                    foreach (var run in runs)
                    {
                        await other.CreateAsync([run], default);
                    }
                },
                () => store.UntilAsync(
                    async () =>
                    {
                        taken.AddRange(await store.TakeIdsAsync(limit: 5));
                        return taken.Count >= runs.Length;
                    },
                    "all created runs are given"));

            Check.Set(runs.Select(run => run.RunId), taken);
        });

        return cases.All;
    }
}
