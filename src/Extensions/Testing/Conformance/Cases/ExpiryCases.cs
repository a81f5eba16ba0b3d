using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Runs that are not begun in time: they are given to be ended.</summary>
internal static class ExpiryCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Expiry);

        cases.Add("A queued run that has expired is given to be ended", async store =>
        {
            var runId = await AddAsync(store);
            store.Time.Advance(TimeSpan.FromMinutes(1));
            var execution = await store.TakeUpNextAsync();

            Check.Equal((runId, true, 1), (execution.RunId, execution.Run.HasExpired, execution.Run.Attempt));
            Check.Equal((true, RunStatus.Executing), ((await store.HeadAsync(runId)).HasExpired, (await store.HeadAsync(runId)).Status));
            Check.Outcome(AppendOutcome.Committed, await execution.EndAsync(RunStatus.Expired));
            await store.TakesAsync();
        });
        cases.Add("A delayed run that has expired is given to be ended, though it is not due", async store =>
        {
            var runId = await AddAsync(store, run => run with { DueAt = store.Time.GetUtcNow().AddHours(1) });
            store.Time.Advance(TimeSpan.FromMinutes(1));
            var execution = await store.TakeUpNextAsync();

            Check.Equal((runId, true), (execution.RunId, execution.Run.HasExpired));
            Check.Equal(null, (await store.HeadAsync(runId)).DueAt);
        });
        cases.Add("A run is not expired before its time", async store =>
        {
            await AddAsync(store);
            await AddAsync(store, run => run with { DueAt = store.Time.GetUtcNow().AddHours(1) });
            store.Time.Advance(TimeSpan.FromMilliseconds(59_999));
            var execution = Check.Single(await store.TakeUpAllAsync());

            Check.Equal(false, execution.Run.HasExpired);
        });
        cases.Add("A run that was begun in time does not expire later", async store =>
        {
            await AddAsync(store);
            var first = await store.TakeUpNextAsync();
            Check.Equal(null, (await store.HeadAsync(first.RunId)).ExpiresAt);
            await first.HandBackAsync();
            store.Time.Advance(TimeSpan.FromMinutes(2));
            var second = await store.TakeUpNextAsync();

            Check.Equal((false, 2), (second.Run.HasExpired, second.Run.Attempt));
            await second.DelayAsync(TimeSpan.FromMinutes(1));
            await store.TakesAsync();
        });
        cases.Add("A head tells when a run expires, until it is begun", async store =>
        {
            var expiresAt = store.Time.GetUtcNow().AddMinutes(1);
            var runId = await AddAsync(store);

            Check.Time(expiresAt, (await store.HeadAsync(runId)).ExpiresAt);
        });
        cases.Add("A take tells when the next run expires", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.CreateAsync();
            await AddAsync(store);
            store.Time.Advance(TimeSpan.FromSeconds(20));

            Check.Equal(TimeSpan.FromSeconds(40), (await store.TakeAsync(store.Request())).NextDueIn);
        });
        cases.Add("A take tells the earlier of what is due and what expires next", async store =>
        {
            await AddAsync(store, run => run with { DueAt = store.Time.GetUtcNow().AddMinutes(3), ExpiresAt = store.Time.GetUtcNow().AddMinutes(5) });
            Check.Equal(TimeSpan.FromMinutes(3), (await store.TakeAsync(store.Request())).NextDueIn);
            await AddAsync(store, run => run with { DueAt = store.Time.GetUtcNow().AddMinutes(9), ExpiresAt = store.Time.GetUtcNow().AddMinutes(2) });
            Check.Equal(TimeSpan.FromMinutes(2), (await store.TakeAsync(store.Request())).NextDueIn);
        });
        cases.Add("Nothing is waited for when the run that could expire was begun, or canceled", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await AddAsync(store);
            await store.TakeUpNextAsync();
            Check.Equal(null, (await store.TakeAsync(store.Request())).NextDueIn);
            var canceled = await AddAsync(store);
            await store.OutsideAsync(canceled, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel));
            Check.Equal(null, (await store.TakeAsync(store.Request())).NextDueIn);

            store.Time.Advance(TimeSpan.FromMinutes(2));
            await store.TakesAsync();
        });
        cases.Add("A take made again says again that a run has expired", async store =>
        {
            await AddAsync(store);
            await AddAsync(store, run => run with { ExpiresAt = null });
            store.Time.Advance(TimeSpan.FromMinutes(1));
            var request = store.Request(limit: 5);
            var once = await store.TakeAsync(request);

            Check.Sequence([true, false], once.Runs.Select(run => run.HasExpired));
            Check.Sequence(once.Runs, (await store.TakeAsync(request)).Runs);
        });
        cases.Add("An expired run that was taken from its dead worker is given to be ended again", async store =>
        {
            await AddAsync(store);
            store.Time.Advance(TimeSpan.FromMinutes(1));
            var execution = await store.TakeUpNextAsync();
            await store.OutsideAsync(execution.RunId, "worker died", Changes.To(RunStatus.Queued));
            var second = await store.TakeUpNextAsync();

            Check.Equal((true, 2), (second.Run.HasExpired, second.Run.Attempt));
        });
        cases.Add("A run that expires as it is created is given to be ended", async store =>
        {
            var runId = await AddAsync(store, run => run with { ExpiresAt = store.Time.GetUtcNow() });
            var execution = await store.TakeUpNextAsync();

            Check.Equal((runId, true), (execution.RunId, execution.Run.HasExpired));
        });
        cases.Add("Observers are told of a run that will expire: its time was not known before", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            await AddAsync(store, run => run with { DueAt = store.Time.GetUtcNow().AddHours(1) });

            await store.UntilAsync(() => observer.Ready > 0, "the observer is told of a time");
        });
        cases.Add("Times are kept when the store is opened again, and a run that expired meanwhile is given to be ended", StoreCapabilities.Durable, async store =>
        {
            await AddAsync(store, run => run with { ExpiresAt = store.Time.GetUtcNow().AddHours(1) });
            await AddAsync(store);
            store.Time.Advance(TimeSpan.FromMinutes(2));
            await store.ReopenAsync();

            Check.Sequence([true, false], (await store.TakeUpAllAsync()).Select(execution => execution.Run.HasExpired));
        });

        return cases.All;
    }

    /// <summary>A run that expires in a minute, unless it is said otherwise.</summary>
    internal static async Task<string> AddAsync(StoreUnderTest store, Func<NewRun, NewRun>? with = null)
    {
        await store.RegisterAsync();
        var run = store.NewRun() with { ExpiresAt = store.Time.GetUtcNow().AddMinutes(1) };
        return await store.AddAsync(with?.Invoke(run) ?? run);
    }
}
