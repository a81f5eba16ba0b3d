using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Each time of a schedule is served once.</summary>
internal static class ServeCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Schedules);

        cases.Add("Serving a schedule creates the runs and notes the time", async store =>
        {
            var schedule = await PutAsync(store);
            NewRun[] runs = [store.NewRun(), store.NewRun()];
            Check.True(await ServeAsync(store, schedule.ServedUpTo, hours: 1, runs), "the time is served");

            await store.TakesAsync(runs[0].RunId, runs[1].RunId);
            await store.HasLogAsync(runs[0].RunId, "created");
            Check.Time(schedule.ServedUpTo.AddHours(1), Check.Single(await store.Calls.ListSchedulesAsync(default)).ServedUpTo);
        });
        cases.Add("A schedule that somebody has served since is not served, and nothing is created", async store =>
        {
            var schedule = await PutAsync(store);
            var (first, second) = (store.NewRun(), store.NewRun());
            await ServeAsync(store, schedule.ServedUpTo, hours: 1, first);

            Check.True(!await ServeAsync(store, schedule.ServedUpTo, hours: 2, second), "somebody else was first");
            Check.Equal(null, await store.Calls.GetAsync(second.RunId, default));
            await store.TakesAsync(first.RunId);
            Check.Time(schedule.ServedUpTo.AddHours(1), Check.Single(await store.Calls.ListSchedulesAsync(default)).ServedUpTo);
        });
        cases.Add("A schedule is served time after time, by who reads it anew", async store =>
        {
            await PutAsync(store);
            for (var hours = 1; hours <= 3; hours++)
            {
                var stored = Check.Single(await store.Calls.ListSchedulesAsync(default));
                Check.True(await ServeAsync(store, stored.ServedUpTo, hours, store.NewRun()), "the time is served");
            }

            Check.Equal(3, (await store.TakeIdsAsync(limit: 5)).Length);
        });
        cases.Add("A schedule that is gone is not served, and nothing is created", async store =>
        {
            var schedule = await PutAsync(store);
            await store.Calls.RemoveScheduleAsync("daily", default);

            Check.True(!await ServeAsync(store, schedule.ServedUpTo, hours: 1, store.NewRun()), "the schedule is gone");
            await store.TakesAsync();
            Check.Empty(await store.Calls.ListSchedulesAsync(default));
        });
        cases.Add("Times are passed over by serving them without runs", async store =>
        {
            var schedule = await PutAsync(store);

            Check.True(await ServeAsync(store, schedule.ServedUpTo, hours: 5), "the times are passed over");
            Check.Time(schedule.ServedUpTo.AddHours(5), Check.Single(await store.Calls.ListSchedulesAsync(default)).ServedUpTo);
            Check.Empty(await store.Calls.ListAsync(new RunQuery(), default));
            Check.True(!await ServeAsync(store, schedule.ServedUpTo, hours: 5, store.NewRun()), "they were passed over before");
        });
        cases.Add("Serving one schedule leaves the others as they are", async store =>
        {
            var schedule = await PutAsync(store);
            await store.Calls.PutScheduleAsync(ScheduleCases.Of(store, "hourly"), default);
            await ServeAsync(store, schedule.ServedUpTo, hours: 1);

            Check.True(await store.Calls.ServeScheduleAsync("hourly", schedule.ServedUpTo, schedule.ServedUpTo.AddHours(1), [], default), "the other is served too");
        });
        cases.Add("Observers are told of a schedule's runs, and the runs wait in the queue of their task", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var schedule = await PutAsync(store);
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            NewRun[] runs = [store.NewRun(), store.NewRun()];
            await ServeAsync(store, schedule.ServedUpTo, hours: 1, runs);

            await store.UntilAsync(() => observer.Ready > 0, "the observer is told that a schedule's run is ready");
            Check.Equal("queue", (await store.HeadAsync(runs[0].RunId)).Queue);
            await store.TakesAsync(runs[0].RunId);
        });
        cases.Add("Of several processes that serve one time at once one creates the run", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var schedule = await PutAsync(store);
            for (var round = 0; round < 30; round++)
            {
                var (served, upTo) = (schedule.ServedUpTo.AddHours(round), schedule.ServedUpTo.AddHours(round + 1));
                var runs = Enumerable.Range(0, 4).Select(_ => store.NewRun()).ToArray();
                var results = await Race.RunAsync(
                    4, async number => await (number % 2 == 0 ? store.Calls : other).ServeScheduleAsync("daily", served, upTo, [runs[number]], default));

                Check.Equal(1, results.Count(isServed => isServed), "how many served the time");
                await store.TakesAsync(runs[Array.IndexOf(results, true)].RunId);
            }
        });
        cases.Add("A time that was served is not served again after the store was opened again", StoreCapabilities.Durable, async store =>
        {
            var schedule = await PutAsync(store);
            var run = store.NewRun();
            await ServeAsync(store, schedule.ServedUpTo, hours: 1, run);
            await store.ReopenAsync();

            Check.True(!await ServeAsync(store, schedule.ServedUpTo, hours: 1, store.NewRun()), "the time was served before");
            await store.TakesAsync(run.RunId);
        });

        return cases.All;
    }

    private static async Task<StoredSchedule> PutAsync(StoreUnderTest store)
    {
        await store.RegisterAsync();
        await store.Calls.PutScheduleAsync(ScheduleCases.Of(store, "daily"), default);
        return Check.Single(await store.Calls.ListSchedulesAsync(default));
    }

    private static async Task<bool> ServeAsync(StoreUnderTest store, DateTimeOffset servedUpTo, int hours, params NewRun[] runs) =>
        await store.Calls.ServeScheduleAsync("daily", servedUpTo, store.Time.GetUtcNow().AddHours(hours), runs, default);
}
