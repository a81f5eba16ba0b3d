using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Queues and workers, when the store is opened again.</summary>
internal static class DurableWorkerCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Durability, StoreCapabilities.Durable);

        cases.Add("Queued runs are given in their order after the store was opened again", async store =>
        {
            await store.RegisterAsync();
            var back = await store.TakeUpAsync(await store.CreateAsync());
            var waiting = await store.CreateAsync();
            await back.HandBackAsync();
            await store.ReopenAsync();
            var late = await store.CreateAsync();

            Check.Sequence([waiting, back.RunId, late], await store.TakeIdsAsync(limit: 5));
        });
        cases.Add("A delayed run is due at its time after the store was opened again, and not before", async store =>
        {
            await store.RegisterAsync();
            var execution = await store.TakeUpAsync(await store.CreateAsync());
            await execution.DelayAsync(TimeSpan.FromMinutes(10));
            await store.ReopenAsync();

            Check.Equal(TimeSpan.FromMinutes(10), (await store.TakeAsync(store.Request())).NextDueIn);
            store.Time.Advance(TimeSpan.FromMinutes(10));
            Check.Equal(2, (await store.TakeUpAsync(execution.RunId)).Run.Attempt);
        });
        cases.Add("A delayed run whose time came while the store was closed is given when it is opened", async store =>
        {
            var execution = await store.StartAsync();
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            store.Time.Advance(TimeSpan.FromMinutes(5));
            await store.ReopenAsync();

            await store.TakeUpAsync(execution.RunId);
        });
        cases.Add("Leases are kept, with their renewals and deaths", async store =>
        {
            foreach (var worker in new[] { "dead", "idle", "renews" })
            {
                await store.RegisterAsync(worker);
            }

            await store.Calls.RenewAsync("renews", default);
            await store.Calls.DeclareDeadAsync((await store.Calls.ListLeasesAsync(default))[0], default);
            var before = await store.Calls.ListLeasesAsync(default);
            await store.ReopenAsync();

            Check.Sequence(before, await store.Calls.ListLeasesAsync(default));
            Check.True(await store.Calls.RenewAsync("renews", default), "a living worker is alive still");
            Check.True(!await store.Calls.RenewAsync("dead", default), "a dead worker is dead still");
        });
        cases.Add("A lease listed before the store was closed is judged by renewals before and after", async store =>
        {
            await store.RegisterAsync("renewed");
            await store.RegisterAsync("unchanged");
            var leases = await store.Calls.ListLeasesAsync(default);
            await store.Calls.RenewAsync("renewed", default);
            await store.ReopenAsync();

            Check.True(!await store.Calls.DeclareDeadAsync(leases[0], default), "the worker that renewed is not dead");
            Check.True(await store.Calls.DeclareDeadAsync(leases[1], default), "the worker that did not renew is dead");
        });
        cases.Add("A worker's runs are its own after the store was opened again", async store =>
        {
            var execution = await store.StartAsync();
            await store.ReopenAsync();

            Check.Equal(execution.RunId, Check.Single(await store.Calls.ListOwnedAsync("worker", default)).RunId);
            await store.Calls.ReleaseAsync("worker", default);
            Check.True(await store.Calls.RenewAsync("worker", default), "a worker that owns a run is not released");
        });
        cases.Add("A take made again after the store was opened again gives the same runs", async store =>
        {
            await store.RegisterAsync();
            await store.Calls.CreateAsync([store.NewRun(), store.NewRun(), store.NewRun()], default);
            var request = store.Request(limit: 2);
            var once = await store.TakeAsync(request);
            await store.ReopenAsync();

            Check.Sequence(once.Runs, (await store.TakeAsync(request)).Runs);
        });
        cases.Add("Observers of the store that is opened again are told", async store =>
        {
            var execution = await store.StartAsync();
            await store.ReopenAsync();
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            await execution.AppendAsync("entry");
            await store.CreateAsync();

            await store.UntilAsync(() => observer.WasTold(execution.RunId, head: 2) && observer.Ready > 0, "the observer is told of the append and of the created run");
        });

        return cases.All;
    }
}
