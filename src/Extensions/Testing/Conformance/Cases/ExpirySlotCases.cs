using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>What has expired needs no slot, and waits for nobody's turn.</summary>
internal static class ExpirySlotCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Expiry);

        cases.Add("An expired run is given though its lane is full", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.CreateAsync();
            await store.TakeUpNextAsync();
            var expired = await ExpiryCases.AddAsync(store);
            var waits = await store.CreateAsync();
            store.Time.Advance(TimeSpan.FromMinutes(1));

            await store.TakesAsync(expired);
            Check.Equal(RunStatus.Queued, (await store.HeadAsync(waits)).Status);
        });
        cases.Add("An expired run holds no slot, and gives none back when it ends", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await ExpiryCases.AddAsync(store);
            store.Time.Advance(TimeSpan.FromMinutes(1));
            var expired = await store.TakeUpNextAsync();
            var runs = await store.AddAsync(2);
            Check.Equal(0, (await store.QueueAsync()).Executing);
            await store.TakesAsync(runs[0]);
            Check.Equal(1, (await store.QueueAsync()).Executing);
            await expired.EndAsync(RunStatus.Expired);

            await store.TakesAsync();
        });
        cases.Add("Expired runs come before all others, whatever their priority and their lane", async store =>
        {
            await store.DeclareAsync(limit: null);
            var others = await store.AddAsync(2, run => run with { Priority = 100 });
            var expired = await ExpiryCases.AddAsync(store, run => run with { Priority = -100, ConcurrencyKey = "key" });
            store.Time.Advance(TimeSpan.FromMinutes(1));

            await store.TakesAsync([expired, .. others]);
        });
        cases.Add("Expired runs count against a take's limit, and the rest comes with the next", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var expired = await Task.WhenAll(Enumerable.Range(0, 3).Select(_ => ExpiryCases.AddAsync(store)));
            store.Time.Advance(TimeSpan.FromMinutes(1));
            var runId = await store.CreateAsync();
            var (first, second) = (await store.TakeUpAllAsync(limit: 2), await store.TakeUpAllAsync(limit: 5));

            Check.Set(expired, [.. first.Select(run => run.RunId), second[0].RunId]);
            Check.Sequence([true, true, true, false], first.Concat(second).Select(execution => execution.Run.HasExpired));
            Check.Equal(runId, second[^1].RunId);
        });
        cases.Add("An expired run of a task that the worker does not know is left for one that does", async store =>
        {
            await store.RegisterAsync();
            var expired = await store.AddAsync(store.NewRun("unknown") with { ExpiresAt = store.Time.GetUtcNow() });
            var known = await store.CreateAsync();

            await store.TakesAsync(known);
            await store.TakesAsync();
            Check.Equal(true, Check.Single(await store.TakeUpAllAsync(5, "worker", "unknown")).Run.HasExpired);
            Check.Equal(RunStatus.Executing, (await store.HeadAsync(expired)).Status);
        });
        cases.Add("An expired run that is canceled from outside is not given", async store =>
        {
            var runId = await ExpiryCases.AddAsync(store);
            store.Time.Advance(TimeSpan.FromMinutes(1));
            await store.OutsideAsync(runId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel));

            await store.TakesAsync();
        });
        cases.Add("An expired run whose task moves to another queue is given once, to be ended", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var runId = await ExpiryCases.AddAsync(store);
            store.Time.Advance(TimeSpan.FromMinutes(1));
            await store.MoveAsync("new");

            Check.Equal((runId, true), ((await store.TakeUpNextAsync()).RunId, (await store.HeadAsync(runId)).HasExpired));
            await store.TakesAsync();
        });

        return cases.All;
    }
}
