using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Runs that are created for later.</summary>
internal static class CreateDelayedCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Create);

        cases.Add("A run that is created for later is delayed until its time", async store =>
        {
            var dueAt = store.Time.GetUtcNow().AddMinutes(1);
            var head = await store.HeadAsync(await AddAsync(store, TimeSpan.FromMinutes(1)));

            Check.Equal((RunStatus.Delayed, 0, null), (head.Status, head.Attempt, head.Worker));
            Check.Time(dueAt, head.DueAt);
        });
        cases.Add("A run that is created for later is not given before its time, and is given then", async store =>
        {
            var runId = await AddAsync(store, TimeSpan.FromMinutes(1));
            store.Time.Advance(TimeSpan.FromMilliseconds(59_999));
            await store.TakesAsync();
            store.Time.Advance(TimeSpan.FromMilliseconds(1));

            await store.TakesAsync(runId);
            Check.Equal((RunStatus.Executing, 1), ((await store.HeadAsync(runId)).Status, (await store.HeadAsync(runId)).Attempt));
        });
        cases.Add("A take tells when a run that was created for later is due", async store =>
        {
            await AddAsync(store, TimeSpan.FromMinutes(7));
            await AddAsync(store, TimeSpan.FromMinutes(3));

            Check.Equal(TimeSpan.FromMinutes(3), (await store.TakeAsync(store.Request())).NextDueIn);
        });
        cases.Add("A run that is created for a time in the past is given at once", async store =>
            await store.TakesAsync(await AddAsync(store, TimeSpan.FromMinutes(-1))));
        cases.Add("Observers are told of a run that is created for later: its time was not known before", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            await AddAsync(store, TimeSpan.FromHours(1));

            await store.UntilAsync(() => observer.Ready > 0, "the observer is told that a run will be ready");
        });
        cases.Add("A run that is created for later stands behind those that were ready before it was due", async store =>
        {
            var delayed = await AddAsync(store, TimeSpan.FromMinutes(1));
            var before = await store.CreateAsync();
            store.Time.Advance(TimeSpan.FromMinutes(2));

            await store.TakesAsync(before, delayed);
        });
        cases.Add("A run that is created for later can be canceled before its time", async store =>
        {
            var runId = await AddAsync(store, TimeSpan.FromMinutes(1));
            await store.OutsideAsync(runId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel));
            Check.Equal(null, (await store.TakeAsync(store.Request())).NextDueIn);
            store.Time.Advance(TimeSpan.FromMinutes(2));

            await store.TakesAsync();
        });
        cases.Add("A run that is created again, without its delay, waits as it did", async store =>
        {
            await store.RegisterAsync();
            var run = store.NewRun() with { DueAt = store.Time.GetUtcNow().AddMinutes(1) };
            await store.Calls.CreateAsync([run], default);
            await store.Calls.CreateAsync([run with { DueAt = null }], default);

            await store.TakesAsync();
            Check.Equal(RunStatus.Delayed, (await store.HeadAsync(run.RunId)).Status);
        });
        cases.Add("A run that is created for later waits in the queue and the lane that it names, and needs a slot then", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.CreateAsync();
            await store.TakeUpNextAsync();
            var runs = await store.AddAsync(2, run => run with { DueAt = store.Time.GetUtcNow().AddMinutes(1), ConcurrencyKey = "key" });
            var full = await AddAsync(store, TimeSpan.FromMinutes(1));
            store.Time.Advance(TimeSpan.FromMinutes(1));

            await store.TakesAsync(runs[0]);
            Check.True((await store.HeadAsync(full)).Worker is null, "the run of the full lane is nobody's");
        });
        cases.Add("Times of runs that were created for later are kept when the store is opened again", StoreCapabilities.Durable, async store =>
        {
            var runId = await AddAsync(store, TimeSpan.FromMinutes(2));
            await store.ReopenAsync();
            await store.TakesAsync();
            store.Time.Advance(TimeSpan.FromMinutes(2));

            await store.TakesAsync(runId);
        });

        return cases.All;
    }

    private static async Task<string> AddAsync(StoreUnderTest store, TimeSpan delay)
    {
        await store.RegisterAsync();
        return await store.AddAsync(store.NewRun() with { DueAt = store.Time.GetUtcNow() + delay });
    }
}
