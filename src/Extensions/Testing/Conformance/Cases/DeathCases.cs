using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Declaring workers dead.</summary>
internal static class DeathCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Leases);

        cases.Add("A worker that has not renewed since it was listed is dead when it is declared so", async store =>
        {
            var lease = await ListedAsync(store);

            Check.True(await store.Calls.DeclareDeadAsync(lease, default), "the worker is dead");
            Check.Equal(lease with { IsDead = true }, Check.Single(await store.Calls.ListLeasesAsync(default)));
        });
        cases.Add("A worker that has renewed since it was listed cannot be declared dead", async store =>
        {
            var lease = await ListedAsync(store);
            await store.Calls.RenewAsync("worker", default);

            Check.True(!await store.Calls.DeclareDeadAsync(lease, default), "a worker that renewed is not dead");
            Check.True(!Check.Single(await store.Calls.ListLeasesAsync(default)).IsDead, "a worker that renewed is listed alive");
            Check.True(await store.Calls.RenewAsync("worker", default), "a worker that renewed can renew again");
        });
        cases.Add("A worker that has renewed can be declared dead as it stands now", async store =>
        {
            await ListedAsync(store);
            await store.Calls.RenewAsync("worker", default);

            Check.True(
                await store.Calls.DeclareDeadAsync(Check.Single(await store.Calls.ListLeasesAsync(default)), default),
                "a worker that has not renewed since it was listed again is dead");
        });
        cases.Add("A worker that is dead is so for whoever declares it again, however old his listing", async store =>
        {
            var first = await ListedAsync(store);
            await store.Calls.RenewAsync("worker", default);
            await store.Calls.DeclareDeadAsync(Check.Single(await store.Calls.ListLeasesAsync(default)), default);

            Check.True(await store.Calls.DeclareDeadAsync(first, default), "the worker is dead, by an earlier call");
        });
        cases.Add("A worker that was released counts as dead when it is declared so", async store =>
        {
            var lease = await ListedAsync(store);
            await store.Calls.ReleaseAsync("worker", default);

            Check.True(await store.Calls.DeclareDeadAsync(lease, default), "a worker that is not there is dead");
            Check.Empty(await store.Calls.ListLeasesAsync(default));
        });
        cases.Add("A dead worker cannot renew", async store =>
        {
            await store.Calls.DeclareDeadAsync(await ListedAsync(store), default);

            Check.True(!await store.Calls.RenewAsync("worker", default), "a dead worker is not alive");
            Check.Equal((0L, true), (Check.Single(await store.Calls.ListLeasesAsync(default)).Renewals, Check.Single(await store.Calls.ListLeasesAsync(default)).IsDead));
        });
        cases.Add("A dead worker that registers again stays dead: its name is used up", async store =>
        {
            await store.Calls.DeclareDeadAsync(await ListedAsync(store), default);
            await store.RegisterAsync();

            Check.True(!await store.Calls.RenewAsync("worker", default), "the worker is dead still");
            Check.True(!(await store.TakeAsync(store.Request())).IsAlive, "the worker is given nothing still");
        });
        cases.Add("A dead worker owns its runs until they are taken from it", async store =>
        {
            var execution = await store.StartAsync();
            await store.Calls.DeclareDeadAsync(Check.Single(await store.Calls.ListLeasesAsync(default)), default);

            Check.Equal(execution.RunId, Check.Single(await store.Calls.ListOwnedAsync("worker", default)).RunId);
            Check.Equal((RunStatus.Executing, "worker"), ((await store.HeadAsync(execution.RunId)).Status, (await store.HeadAsync(execution.RunId)).Worker));
        });
        cases.Add("A dead worker's execution is fenced by its run being taken away, not by the death", async store =>
        {
            var execution = await store.StartAsync();
            await store.Calls.DeclareDeadAsync(Check.Single(await store.Calls.ListLeasesAsync(default)), default);

            Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync("while it owns the run"));
            await store.OutsideAsync(execution.RunId, "taken away", Changes.To(RunStatus.Queued));
            Check.Outcome(AppendOutcome.Fenced, await execution.AppendAsync("late"));
        });
        cases.Add("A dead worker that owns nothing can be released", async store =>
        {
            await store.Calls.DeclareDeadAsync(await ListedAsync(store), default);
            await store.Calls.ReleaseAsync("worker", default);

            Check.Empty(await store.Calls.ListLeasesAsync(default));
        });

        return cases.All;
    }

    private static async Task<WorkerLease> ListedAsync(StoreUnderTest store)
    {
        await store.RegisterAsync();
        return Check.Single(await store.Calls.ListLeasesAsync(default));
    }
}
