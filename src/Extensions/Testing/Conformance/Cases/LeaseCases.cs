using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Registering, renewing and releasing workers.</summary>
internal static class LeaseCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Leases);

        cases.Add("A worker that registers has a lease that nobody has renewed yet", async store =>
        {
            await store.Calls.RegisterAsync("worker", TimeSpan.FromMilliseconds(12_345), default);

            Check.Equal(
                new WorkerLease("worker", TimeSpan.FromMilliseconds(12_345), Renewals: 0, IsDead: false),
                Check.Single(await store.Calls.ListLeasesAsync(default)));
        });
        cases.Add("Where no worker has registered there is no lease", async store => Check.Empty(await store.Calls.ListLeasesAsync(default)));
        cases.Add("Registering again changes nothing", async store =>
        {
            await store.RegisterAsync();
            await store.Calls.RenewAsync("worker", default);
            var before = await store.Calls.ListLeasesAsync(default);
            await store.Calls.RegisterAsync("worker", TimeSpan.FromHours(9), default);

            Check.Sequence(before, await store.Calls.ListLeasesAsync(default));
        });
        cases.Add("A renewal finds the worker alive, and is counted", async store =>
        {
            await store.RegisterAsync();
            for (var renewals = 1; renewals <= 3; renewals++)
            {
                Check.True(await store.Calls.RenewAsync("worker", default), "the worker is alive");
                Check.Equal(renewals, Check.Single(await store.Calls.ListLeasesAsync(default)).Renewals);
            }
        });
        cases.Add("Renewals are counted for each worker apart", async store =>
        {
            await store.RegisterAsync("one");
            await store.RegisterAsync("two");
            await store.Calls.RenewAsync("two", default);
            await store.Calls.RenewAsync("two", default);

            Check.Sequence([0L, 2L], (await store.Calls.ListLeasesAsync(default)).Select(lease => lease.Renewals));
        });
        cases.Add("Who is not registered cannot renew, and is not registered by that", async store =>
        {
            Check.True(!await store.Calls.RenewAsync("nobody", default), "a worker that is not registered is not alive");
            Check.Empty(await store.Calls.ListLeasesAsync(default));
        });
        cases.Add("Leases are listed in the order of their names, by code point", async store =>
        {
            foreach (var worker in new[] { "b", "a", "B", "worker-10", "worker-9", "ä" })
            {
                await store.RegisterAsync(worker);
            }

            Check.Sequence(
                ["B", "a", "b", "worker-10", "worker-9", "ä"],
                (await store.Calls.ListLeasesAsync(default)).Select(lease => lease.Worker));
        });
        cases.Add("The store judges no times: a lease that nobody renews lives on", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            store.Time.Advance(TimeSpan.FromMinutes(30));

            Check.True(!Check.Single(await store.Calls.ListLeasesAsync(default)).IsDead, "nobody declared the worker dead");
            Check.Sequence([runId], await store.TakeIdsAsync());
            Check.True(await store.Calls.RenewAsync("worker", default), "the worker is alive");
        });
        cases.Add("A worker that is released is forgotten", async store =>
        {
            await store.RegisterAsync();
            await store.Calls.ReleaseAsync("worker", default);

            Check.Empty(await store.Calls.ListLeasesAsync(default));
            Check.True(!await store.Calls.RenewAsync("worker", default), "a worker that was released is not alive");
        });
        cases.Add("Releasing one worker leaves the others", async store =>
        {
            await store.RegisterAsync("one");
            await store.RegisterAsync("two");
            await store.Calls.ReleaseAsync("one", default);

            Check.Equal("two", Check.Single(await store.Calls.ListLeasesAsync(default)).Worker);
        });
        cases.Add("Releasing twice, or one that is not registered, changes nothing", async store =>
        {
            await store.RegisterAsync("one");
            await store.RegisterAsync("two");
            await store.Calls.ReleaseAsync("one", default);
            await store.Calls.ReleaseAsync("one", default);
            await store.Calls.ReleaseAsync("nobody", default);

            Check.Equal("two", Check.Single(await store.Calls.ListLeasesAsync(default)).Worker);
        });

        return cases.All;
    }
}
