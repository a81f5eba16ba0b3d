using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Finished runs are forgotten, and that is told.</summary>
internal static class RetentionCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Retention, StoreCapabilities.RetentionSettable);

        cases.Add("A finished run is there until its retention ends", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();
            store.Time.Advance(StoreUnderTest.Retention);

            Check.Equal(RunStatus.Completed, (await store.HeadAsync(execution.RunId)).Status);
            await store.HasLogAsync(execution.RunId, "created", "end");
            Check.Equal(execution.RunId, Check.Single(await store.Calls.ListAsync(new RunQuery(), default)).RunId);
        });
        cases.Add("A finished run is gone when its retention has ended, and the error names it", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();
            store.Time.Advance(StoreUnderTest.Retention + TimeSpan.FromMinutes(1));

            await GoesAsync(store, execution.RunId);
        });
        cases.Add("A gone run's log is read whole as long as it can be read at all, never in part", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();
            store.Time.Advance(StoreUnderTest.Retention + TimeSpan.FromMinutes(1));
            await GoesAsync(store, execution.RunId);

            // A store may keep the bytes for a while.
            var left = await store.Calls.PagesAsync(new ReadRequest(execution.RunId, After: 0));
            Check.True(left.Count is 0 or 2, $"none or both of the log's segments are read (seen: {left.Count})");
        });
        cases.Add("A gone run is not listed", async store =>
        {
            var (gone, stays) = (await store.StartAsync(), await store.StartAsync());
            await gone.EndAsync();
            store.Time.Advance(StoreUnderTest.Retention + TimeSpan.FromMinutes(1));
            await GoesAsync(store, gone.RunId);

            Check.Equal(stays.RunId, Check.Single(await store.Calls.ListAsync(new RunQuery(), default)).RunId);
        });
        cases.Add("Retention begins with the end, not with the creation", async store =>
        {
            var execution = await store.StartAsync();
            store.Time.Advance(10 * StoreUnderTest.Retention);
            await execution.EndAsync();
            store.Time.Advance(StoreUnderTest.Retention - TimeSpan.FromMinutes(1));

            await store.HasLogAsync(execution.RunId, "created", "end");
        });
        cases.Add("Runs that have not ended are kept, however old", async store =>
        {
            var (executing, delayed) = (await store.StartAsync(), await store.StartAsync());
            var queued = await store.CreateAsync();
            await delayed.DelayAsync(100 * StoreUnderTest.Retention);
            store.Time.Advance(10 * StoreUnderTest.Retention);
            await store.CreateAsync();

            await store.HasLogAsync(executing.RunId, "created");
            await store.HasLogAsync(delayed.RunId, "created", "delayed");
            await store.HasLogAsync(queued, "created");
            Check.Outcome(AppendOutcome.Committed, await executing.AppendAsync("goes on"));
        });
        cases.Add("Each run goes at its own time", async store =>
        {
            var (first, second) = (await store.StartAsync(), await store.StartAsync());
            await first.EndAsync();
            store.Time.Advance(StoreUnderTest.Retention / 2);
            await second.EndAsync();
            store.Time.Advance((StoreUnderTest.Retention / 2) + TimeSpan.FromMinutes(1));

            await GoesAsync(store, first.RunId);
            await store.HasLogAsync(second.RunId, "created", "end");
        });
        cases.Add("A run that was canceled before anybody took it goes as others do", async store =>
        {
            var runId = await store.CreateAsync();
            await store.OutsideAsync(runId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel));
            store.Time.Advance(StoreUnderTest.Retention + TimeSpan.FromMinutes(1));

            await GoesAsync(store, runId);
        });
        cases.Add("An id that is unknown and young is unknown; one that is older than runs are kept is gone", async store =>
        {
            var runId = store.NewId();
            store.Time.Advance(StoreUnderTest.Retention / 2);
            Check.Equal(null, await store.Calls.GetAsync(runId, default));
            store.Time.Advance(StoreUnderTest.Retention);

            await GoesAsync(store, runId);
        });
        cases.Add("Nothing is appended to a gone run", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();
            store.Time.Advance(StoreUnderTest.Retention + TimeSpan.FromMinutes(1));
            await GoesAsync(store, execution.RunId);

            // Ended while the store keeps the run's bytes, not found when it does not.
            AppendResult[] results = [await execution.AppendAsync("late"), await store.OutsideAsync(execution.RunId, "late")];
            Check.True(
                results.All(result => result.Outcome is AppendOutcome.Ended or AppendOutcome.NotFound),
                $"appends to a gone run are Ended or NotFound (seen: {results[0].Outcome}, {results[1].Outcome})");
        });
        cases.Add("Retention goes on where it was when the store is opened again", StoreCapabilities.Durable, async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();
            await store.ReopenAsync();
            store.Time.Advance(StoreUnderTest.Retention - TimeSpan.FromMinutes(1));
            await store.HasLogAsync(execution.RunId, "created", "end");
            store.Time.Advance(TimeSpan.FromMinutes(2));

            await GoesAsync(store, execution.RunId);
        });

        return cases.All;
    }

    // A store may forget in its own time, but never answers as if the run had not been.
    internal static Task GoesAsync(StoreUnderTest store, string runId) =>
        store.UntilAsync(
            async () =>
            {
                try
                {
                    return await store.Calls.GetAsync(runId, default) is null
                        ? throw new ConformanceException($"Expected a RunGoneException for run '{runId}', but GetAsync gave null.")
                        : false;
                }
                catch (RunGoneException exception)
                {
                    Check.Equal(runId, exception.RunId);
                    return true;
                }
            },
            $"GetAsync tells with a RunGoneException that run '{runId}' is gone");
}
