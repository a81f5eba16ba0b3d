using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Which workers are given runs.</summary>
internal static class TakeWorkerCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Take);

        cases.Add("A worker that is registered is alive, though there is nothing for it", async store =>
        {
            await store.RegisterAsync();
            var result = await store.TakeAsync(store.Request());

            Check.True(result.IsAlive, "a registered worker is alive");
            Check.Empty(result.Runs);
        });
        cases.Add("A worker that is not registered is told so and given nothing", async store =>
        {
            var runId = await store.CreateAsync();
            var result = await store.TakeAsync(store.Request("nobody"));

            Check.True(!result.IsAlive, "a worker that is not registered is not alive");
            Check.Empty(result.Runs);
            Check.Equal(RunStatus.Queued, (await store.HeadAsync(runId)).Status);
        });
        cases.Add("A worker that was declared dead is told so and given nothing", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            await store.Calls.DeclareDeadAsync(Check.Single(await store.Calls.ListLeasesAsync(default)), default);
            var result = await store.TakeAsync(store.Request());

            Check.True(!result.IsAlive, "a worker that was declared dead is not alive");
            Check.Empty(result.Runs);
            Check.Equal(RunStatus.Queued, (await store.HeadAsync(runId)).Status);
        });
        cases.Add("A dead worker that makes its last take again is given nothing", async store =>
        {
            await store.RegisterAsync();
            await store.CreateAsync();
            var request = store.Request();
            await store.TakeAsync(request);
            await store.Calls.DeclareDeadAsync(Check.Single(await store.Calls.ListLeasesAsync(default)), default);
            var result = await store.TakeAsync(request);

            Check.True(!result.IsAlive, "a worker that was declared dead is not alive");
            Check.Empty(result.Runs);
        });
        cases.Add("A worker that was released is given nothing", async store =>
        {
            await store.RegisterAsync();
            await store.CreateAsync();
            await store.Calls.ReleaseAsync("worker", default);

            Check.True(!(await store.TakeAsync(store.Request())).IsAlive, "a worker that was released is not alive");
        });
        cases.Add("Another worker's death takes nothing from a living one", async store =>
        {
            await store.RegisterAsync("one");
            await store.RegisterAsync("two");
            var runId = await store.CreateAsync();
            await store.Calls.DeclareDeadAsync((await store.Calls.ListLeasesAsync(default))[0], default);

            Check.Sequence([runId], await store.TakeIdsAsync("two"));
        });
        cases.Add("Workers whose names differ in case are different workers", async store =>
        {
            await store.RegisterAsync("worker");
            await store.CreateAsync();

            Check.True(!(await store.TakeAsync(store.Request("Worker"))).IsAlive, "'Worker' is not alive where 'worker' is registered");
        });

        return cases.All;
    }
}
