using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>What an append from outside changes beside the log.</summary>
internal static class OutsideChangeCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.OutsideAppend);

        cases.Add("An append from outside without a change leaves the run in its owner's hands", async store =>
        {
            var execution = await store.StartAsync();
            var before = await store.HeadAsync(execution.RunId);
            await store.OutsideAsync(execution.RunId, "outside");

            Check.Equal(before with { Head = 2 }, await store.HeadAsync(execution.RunId));
        });
        cases.Add("A run that is taken away is nobody's, and its execution is fenced", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "taken away", Changes.To(RunStatus.Queued));

            Check.Equal((RunStatus.Queued, null), ((await store.HeadAsync(execution.RunId)).Status, (await store.HeadAsync(execution.RunId)).Worker));
            Check.Empty(await store.Calls.ListOwnedAsync("worker", default));
            Check.Outcome(AppendOutcome.Fenced, await execution.AppendAsync("late"));
        });
        cases.Add("A run that is taken away can be delayed before it is given again", async store =>
        {
            await store.RegisterAsync();
            var execution = await store.TakeUpAsync(await store.CreateAsync());
            await store.OutsideAsync(execution.RunId, "later", Changes.DelayedUntil(store.Time.GetUtcNow().AddMinutes(1)));

            Check.Equal(TimeSpan.FromMinutes(1), (await store.TakeAsync(store.Request())).NextDueIn);
            store.Time.Advance(TimeSpan.FromMinutes(1));
            Check.Equal(2, (await store.TakeUpAsync(execution.RunId)).Run.Attempt);
        });
        cases.Add("An executing run that is ended from outside is nobody's, and its execution is told of the end", async store =>
        {
            var execution = await store.StartAsync();
            Check.Outcome(AppendOutcome.Committed, await store.OutsideAsync(execution.RunId, "crashed", Changes.To(RunStatus.Crashed)));

            Check.Equal((RunStatus.Crashed, null), ((await store.HeadAsync(execution.RunId)).Status, (await store.HeadAsync(execution.RunId)).Worker));
            Check.Outcome(AppendOutcome.Ended, await execution.AppendAsync("late"));
        });
        cases.Add("A queued run that is ended from outside has the store's time as its end", async store =>
        {
            var runId = await store.CreateAsync();
            store.Time.Advance(TimeSpan.FromSeconds(7));
            await store.OutsideAsync(runId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel));
            var head = await store.HeadAsync(runId);

            Check.Equal((RunStatus.Canceled, RunIntent.Cancel), (head.Status, head.Intent));
            Check.Time(store.Time.GetUtcNow(), head.FinishedAt);
        });
        cases.Add("What conflicts or is refused changes nothing", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("returned", Changes.Return);
            var before = await store.HeadAsync(execution.RunId);
            await store.OutsideAsync(execution.RunId, "no", Changes.To(RunStatus.Canceled, RunIntent.Cancel));
            await store.AppendAsync(store.Outside(execution.RunId, "no", Changes.To(RunStatus.Queued)) with { ExpectedHead = 1 });

            Check.Equal(before, await store.HeadAsync(execution.RunId));
            await store.HasLogAsync(execution.RunId, "created", "returned");
        });

        return cases.All;
    }
}
