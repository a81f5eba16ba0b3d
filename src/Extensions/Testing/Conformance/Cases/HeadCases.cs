using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>What is known of one run.</summary>
internal static class HeadCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.List);

        cases.Add("Of an unknown run nothing is known", async store => Check.Equal(null, await store.Calls.GetAsync(store.NewId(), default)));
        cases.Add("Of a text that is no run's id nothing is known", async store =>
        {
            Check.Equal(null, await store.Calls.GetAsync("no id at all", default));
            Check.Equal(null, await store.Calls.GetAsync("", default));
        });
        cases.Add("A run's id is not found in another case", async store =>
        {
            var runId = await store.CreateAsync();

            Check.Equal(null, await store.Calls.GetAsync(runId.ToUpperInvariant(), default));
        });
        cases.Add("A head is as it was when it was asked for, whatever happens later", async store =>
        {
            var execution = await store.StartAsync();
            var before = await store.HeadAsync(execution.RunId);
            await execution.EndAsync();

            Check.Equal((RunStatus.Executing, 1L), (before.Status, before.Head));
            Check.Equal((RunStatus.Completed, 2L), ((await store.HeadAsync(execution.RunId)).Status, (await store.HeadAsync(execution.RunId)).Head));
        });
        cases.Add("A listed head says the same as the run's own", async store =>
        {
            var (executing, delayed, ended) = (await store.StartAsync(), await store.StartAsync(), await store.StartAsync());
            await store.OutsideAsync(executing.RunId, "cancel", Changes.Cancel);
            await delayed.DelayAsync(TimeSpan.FromMinutes(1));
            await ended.AppendAsync("end", Changes.To(RunStatus.Completed, RunIntent.Return));

            foreach (var head in await store.Calls.ListAsync(new RunQuery(), default))
            {
                Check.Equal(await store.HeadAsync(head.RunId), head);
            }
        });
        cases.Add("Two calls for one run's head say the same", async store =>
        {
            var execution = await store.StartAsync();

            Check.Equal(await store.HeadAsync(execution.RunId), await store.HeadAsync(execution.RunId));
        });

        return cases.All;
    }
}
