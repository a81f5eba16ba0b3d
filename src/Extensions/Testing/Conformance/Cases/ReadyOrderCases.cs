using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Within a lane those runs first that have been ready longest.</summary>
internal static class ReadyOrderCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Take);

        cases.Add("Runs are given in the order in which they were created", async store =>
        {
            await store.RegisterAsync();
            string[] created = [await store.CreateAsync(), await store.CreateAsync(), await store.CreateAsync()];

            Check.Sequence(created, await store.TakeIdsAsync(limit: 5));
        });
        cases.Add("Runs of one queue are given in the order in which they were created, whatever their tasks", async store =>
        {
            await store.DeclareAsync(limit: null, "queue", "a", "b");
            string[] created = [await store.CreateAsync("b"), await store.CreateAsync("a"), await store.CreateAsync("a"), await store.CreateAsync("b")];

            foreach (var runId in created)
            {
                Check.Sequence([runId], await store.TakeIdsAsync("worker", 1, "a", "b"));
            }
        });
        cases.Add("The runs of a batch are given in the order of the batch, not of their ids", async store =>
        {
            await store.RegisterAsync();
            var runs = Enumerable.Range(0, 4).Select(_ => store.NewRun()).Reverse().ToArray();
            await store.Calls.CreateAsync(runs, default);

            Check.Sequence(runs.Select(run => run.RunId), await store.TakeIdsAsync(limit: 5));
        });
        cases.Add("A run that is handed back stands behind those that were ready before", async store =>
        {
            await store.RegisterAsync();
            var execution = await store.TakeUpAsync(await store.CreateAsync());
            var waiting = await store.CreateAsync();
            await execution.HandBackAsync();
            var late = await store.CreateAsync();

            Check.Sequence([waiting, execution.RunId, late], await store.TakeIdsAsync(limit: 5));
        });
        cases.Add("A delayed run stands behind those that were ready before it was due", async store =>
        {
            await store.RegisterAsync();
            var execution = await store.TakeUpAsync(await store.CreateAsync());
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            var before = await store.CreateAsync();
            store.Time.Advance(TimeSpan.FromMinutes(2));

            Check.Sequence([before, execution.RunId], await store.TakeIdsAsync(limit: 5));
        });
        cases.Add("A queued run that is queued again from outside is given once", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            await store.OutsideAsync(runId, "queued again", Changes.To(RunStatus.Queued));

            Check.Sequence([runId], await store.TakeIdsAsync(limit: 5));
            Check.Equal(1, (await store.HeadAsync(runId)).Attempt);
        });
        cases.Add("A queued run that is delayed from outside is not given before its time", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            await store.OutsideAsync(runId, "not yet", Changes.DelayedUntil(store.Time.GetUtcNow().AddMinutes(1)));

            Check.Empty(await store.TakeIdsAsync());
            store.Time.Advance(TimeSpan.FromMinutes(1));
            Check.Sequence([runId], await store.TakeIdsAsync());
        });
        cases.Add("A run that was taken from a dead worker is ready again", async store =>
        {
            var execution = await store.StartAsync("dies");
            await store.RegisterAsync("lives");
            await store.Calls.DeclareDeadAsync((await store.Calls.ListLeasesAsync(default))[0], default);
            await store.AppendAsync(store.Outside(execution.RunId, "worker died", Changes.To(RunStatus.Queued)) with
            {
                Ownership = RunOwnership.Owned,
                ExpectedToken = execution.Token,
            });

            Check.Equal(2, (await store.TakeUpAsync(execution.RunId, "lives")).Run.Attempt);
        });

        return cases.All;
    }
}
