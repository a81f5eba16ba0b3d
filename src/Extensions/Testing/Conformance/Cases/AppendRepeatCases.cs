using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Appends whose answer was lost, and that are made again.</summary>
internal static class AppendRepeatCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Append);

        cases.Add("An append made again is known as done, and is in the log once", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("once");

            Check.Equal(new AppendResult(AppendOutcome.AlreadyCommitted, Head: 2, Intent: null), await execution.RepeatAsync());
            Check.Outcome(AppendOutcome.AlreadyCommitted, await execution.RepeatAsync());
            await store.HasLogAsync(execution.RunId, "created", "once");
        });
        cases.Add("An older append made again is known as done, and tells the run's present head", async store =>
        {
            var execution = await store.StartAsync();
            var first = execution.Next("first");
            await store.AppendAsync(first);
            await execution.AppendAsync("second");

            Check.Equal(new AppendResult(AppendOutcome.AlreadyCommitted, Head: 3, Intent: null), await store.AppendAsync(first));
            await store.HasLogAsync(execution.RunId, "created", "first", "second");
        });
        cases.Add("An append made again with other entries changes nothing", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("first");

            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(execution.Last with { Body = Texts.Of("other"), Change = Changes.To(RunStatus.Failed) }));
            Check.Equal(RunStatus.Executing, (await store.HeadAsync(execution.RunId)).Status);
            await store.HasLogAsync(execution.RunId, "created", "first");
        });
        cases.Add("The append that ended the run, made again, is known as done", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();
            store.Time.Advance(TimeSpan.FromSeconds(5));
            var before = await store.HeadAsync(execution.RunId);

            Check.Outcome(AppendOutcome.AlreadyCommitted, await execution.RepeatAsync());
            Check.Equal(before, await store.HeadAsync(execution.RunId));
        });
        cases.Add("The append that handed the run back, made again, is known as done, and the run is given once", async store =>
        {
            await store.RegisterAsync();
            var execution = await store.TakeUpAsync(await store.CreateAsync());
            await execution.HandBackAsync();

            Check.Outcome(AppendOutcome.AlreadyCommitted, await execution.RepeatAsync());
            Check.Sequence([execution.RunId], await store.TakeIdsAsync(limit: 5));
            await store.HasLogAsync(execution.RunId, "created", "handed back");
        });
        cases.Add("The append that handed the run back, made again after another has taken it, takes it from nobody", async store =>
        {
            var first = await store.StartAsync();
            await first.HandBackAsync();
            var second = await store.TakeUpAsync(first.RunId);

            Check.Outcome(AppendOutcome.Fenced, await first.RepeatAsync());
            Check.Outcome(AppendOutcome.Committed, await second.AppendAsync("second"));
            await store.HasLogAsync(first.RunId, "created", "handed back", "second");
        });
        cases.Add("The append that delayed the run, made again, leaves the time as it was", async store =>
        {
            var execution = await store.StartAsync();
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            var before = await store.HeadAsync(execution.RunId);

            Check.Outcome(
                AppendOutcome.AlreadyCommitted,
                await store.AppendAsync(execution.Last with { Change = Changes.DelayedUntil(store.Time.GetUtcNow().AddHours(1)) }));
            Check.Equal(before, await store.HeadAsync(execution.RunId));
        });
        cases.Add("The append that decided how the run ends, made again, is known as done and not refused", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("returned", Changes.Return);

            Check.Equal(new AppendResult(AppendOutcome.AlreadyCommitted, Head: 2, RunIntent.Return), await execution.RepeatAsync());
        });
        cases.Add("An append made again after somebody else asked to cancel is known as done", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry", Changes.To(RunStatus.Executing));
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);

            Check.Equal(new AppendResult(AppendOutcome.AlreadyCommitted, Head: 3, RunIntent.Cancel), await execution.RepeatAsync());
        });
        cases.Add("An append made again after the run was ended from outside is known as done, a new one is not", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry");
            await store.OutsideAsync(execution.RunId, "crashed", Changes.To(RunStatus.Crashed));

            Check.Outcome(AppendOutcome.AlreadyCommitted, await execution.RepeatAsync());
            Check.Outcome(AppendOutcome.Ended, await execution.AppendAsync("late"));
            await store.HasLogAsync(execution.RunId, "created", "entry", "crashed");
        });
        cases.Add("An append made again after the run was taken away is known as done, a new one is fenced", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry");
            await store.OutsideAsync(execution.RunId, "taken away", Changes.To(RunStatus.Queued));

            Check.Outcome(AppendOutcome.AlreadyCommitted, await execution.RepeatAsync());
            Check.Outcome(AppendOutcome.Fenced, await execution.AppendAsync("late"));
            await store.HasLogAsync(execution.RunId, "created", "entry", "taken away");
        });
        cases.Add("An earlier execution's append with a number that the present one has used is fenced, not known as done", async store =>
        {
            var first = await store.StartAsync();
            var lost = first.Next("lost");
            await store.OutsideAsync(first.RunId, "taken away", Changes.To(RunStatus.Queued));
            var second = await store.TakeUpAsync(first.RunId);
            await second.AppendAsync("second");

            Check.Outcome(AppendOutcome.Fenced, await store.AppendAsync(lost));
            await store.HasLogAsync(first.RunId, "created", "taken away", "second");
        });

        return cases.All;
    }
}
