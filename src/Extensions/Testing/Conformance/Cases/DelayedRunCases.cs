using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Runs that wait for their time.</summary>
internal static class DelayedRunCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Take);

        cases.Add("A delayed run is not given before its time", async store =>
        {
            var execution = await store.StartAsync();
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            var task = (await store.HeadAsync(execution.RunId)).TaskId;
            store.Time.Advance(TimeSpan.FromMilliseconds(59_999));

            Check.Empty(await store.TakeIdsAsync("worker", 1, task));
        });
        cases.Add("A delayed run is given at its time", async store =>
        {
            var execution = await store.StartAsync();
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            store.Time.Advance(TimeSpan.FromMinutes(1));
            var second = await store.TakeUpAsync(execution.RunId);

            Check.Equal(2, second.Run.Attempt);
            Check.Equal((RunStatus.Executing, null), ((await store.HeadAsync(execution.RunId)).Status, (await store.HeadAsync(execution.RunId)).DueAt));
        });
        cases.Add("A run that is delayed until a time in the past is given at once", async store =>
        {
            var execution = await store.StartAsync();
            await execution.DelayAsync(TimeSpan.FromMinutes(-1));

            await store.TakeUpAsync(execution.RunId);
        });
        cases.Add("A take tells when the next delayed run is due", async store =>
        {
            await store.RegisterAsync();
            var execution = await store.TakeUpAsync(await store.CreateAsync());
            await execution.DelayAsync(TimeSpan.FromMinutes(5));
            store.Time.Advance(TimeSpan.FromMinutes(2));

            Check.Equal(TimeSpan.FromMinutes(3), (await store.TakeAsync(store.Request())).NextDueIn);
        });
        cases.Add("Of several delayed runs a take tells the one that is due next", async store =>
        {
            await store.RegisterAsync();
            foreach (var minutes in new[] { 7, 3, 5 })
            {
                await (await store.TakeUpAsync(await store.CreateAsync())).DelayAsync(TimeSpan.FromMinutes(minutes));
            }

            Check.Equal(TimeSpan.FromMinutes(3), (await store.TakeAsync(store.Request())).NextDueIn);
        });
        cases.Add("Where no run is delayed, a take tells no time", async store =>
        {
            await store.RegisterAsync();
            await store.CreateAsync();

            Check.Equal(null, (await store.TakeAsync(store.Request())).NextDueIn);
        });
        cases.Add("A delayed run that was canceled is not waited for, and not given at its time", async store =>
        {
            var execution = await store.StartAsync();
            var task = (await store.HeadAsync(execution.RunId)).TaskId;
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            await store.OutsideAsync(execution.RunId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel));

            Check.Equal(null, (await store.TakeAsync(store.Request("worker", 1, task))).NextDueIn);
            store.Time.Advance(TimeSpan.FromMinutes(1));
            Check.Empty(await store.TakeIdsAsync("worker", 1, task));
        });
        cases.Add("Delayed runs that are due are given in the order of their times", async store =>
        {
            await store.RegisterAsync();
            var (later, sooner) = (await store.TakeUpAsync(await store.CreateAsync()), await store.TakeUpAsync(await store.CreateAsync()));
            await later.DelayAsync(TimeSpan.FromMinutes(2));
            await sooner.DelayAsync(TimeSpan.FromMinutes(1));
            store.Time.Advance(TimeSpan.FromMinutes(3));

            Check.Sequence([sooner.RunId, later.RunId], await store.TakeIdsAsync(limit: 5));
        });
        cases.Add("Delayed runs that are due count against the limit, and the rest stays ready", async store =>
        {
            await store.RegisterAsync();
            var runs = await store.AddAsync(3);
            var seconds = 0;
            foreach (var execution in await store.TakeUpAllAsync())
            {
                await execution.DelayAsync(TimeSpan.FromSeconds(++seconds));
            }

            store.Time.Advance(TimeSpan.FromMinutes(1));
            Check.Sequence(runs[..2], await store.TakeIdsAsync(limit: 2));
            Check.Sequence(runs[2..], await store.TakeIdsAsync(limit: 2));
        });
        cases.Add("A delayed run that is made ready from outside is given at once, and once", async store =>
        {
            var execution = await store.StartAsync();
            var task = (await store.HeadAsync(execution.RunId)).TaskId;
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            await store.OutsideAsync(execution.RunId, "wanted now", Changes.To(RunStatus.Queued));

            Check.Sequence([execution.RunId], await store.TakeIdsAsync("worker", 5, task));
            store.Time.Advance(TimeSpan.FromMinutes(2));
            Check.Empty(await store.TakeIdsAsync("worker", 5, task));
        });
        cases.Add("A run that is delayed again from outside waits for the new time", async store =>
        {
            var execution = await store.StartAsync();
            var task = (await store.HeadAsync(execution.RunId)).TaskId;
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            await store.OutsideAsync(execution.RunId, "later", Changes.DelayedUntil(store.Time.GetUtcNow().AddMinutes(10)));
            store.Time.Advance(TimeSpan.FromMinutes(9));
            Check.Empty(await store.TakeIdsAsync("worker", 5, task));
            store.Time.Advance(TimeSpan.FromMinutes(1));

            Check.Sequence([execution.RunId], await store.TakeIdsAsync("worker", 5, task));
        });
        cases.Add("A run that is delayed twice until the same time is given once", async store =>
        {
            var execution = await store.StartAsync();
            var task = (await store.HeadAsync(execution.RunId)).TaskId;
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            await store.OutsideAsync(execution.RunId, "once more", Changes.DelayedUntil(store.Time.GetUtcNow().AddMinutes(1)));
            store.Time.Advance(TimeSpan.FromMinutes(1));

            Check.Sequence([execution.RunId], await store.TakeIdsAsync("worker", 5, task));
            Check.Equal(2, (await store.HeadAsync(execution.RunId)).Attempt);
        });

        return cases.All;
    }
}
