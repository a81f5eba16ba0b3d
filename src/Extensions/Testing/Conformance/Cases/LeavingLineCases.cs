using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Observers hear whose turn it is, also when one leaves the line without going on.</summary>
internal static class LeavingLineCases
{
    private static readonly (string What, Func<StoreUnderTest, Execution, Task<AppendResult>> Do)[] Leaving =
    [
        ("is canceled from outside", (store, execution) => store.OutsideAsync(execution.RunId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel))),
        ("is taken from its dead worker", (store, execution) => store.AppendAsync(store.Outside(execution.RunId, "worker died", Changes.To(RunStatus.Queued)) with
        {
            Ownership = RunOwnership.Owned,
            ExpectedToken = execution.Token,
        })),
        ("ends", (store, execution) => EndsAsync(store, execution, Changes.To(RunStatus.Failed))),
        ("is handed back", (store, execution) => EndsAsync(store, execution, Changes.To(RunStatus.Queued))),
        ("is delayed", (store, execution) => EndsAsync(store, execution, Changes.DelayedUntil(store.Time.GetUtcNow().AddHours(1)))),
    ];

    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Waiting);

        cases.Add("Who stands in line is told when a slot is free", async store =>
        {
            var (waiting, executing) = await LineCases.FullAsync(store);
            await waiting[0].ResumeAsync();
            await IsToldAsync(store, waiting[0], () => executing.EndAsync(), "another run has ended");
            Check.Outcome(AppendOutcome.Committed, await waiting[0].RepeatAsync());
        });
        cases.Add("Who stands in line is told when another run begins to wait", async store =>
        {
            var (waiting, executing) = await LineCases.FullAsync(store);
            await waiting[0].ResumeAsync();
            await IsToldAsync(store, waiting[0], () => executing.WaitAsync(), "another run waits");
            Check.Outcome(AppendOutcome.Committed, await waiting[0].RepeatAsync());
        });
        cases.Add("Who stands in line is told when the limit is raised", async store =>
        {
            var (waiting, _) = await LineCases.FullAsync(store);
            await waiting[0].ResumeAsync();
            await IsToldAsync(store, waiting[0], () => store.LimitAsync(limit: 2), "the limit was raised");
            Check.Outcome(AppendOutcome.Committed, await waiting[0].RepeatAsync());
        });
        cases.Add("Who stands in line is told in another process too", StoreCapabilities.Shared, async store =>
        {
            var (waiting, executing) = await LineCases.FullAsync(store);
            await waiting[0].ResumeAsync();
            await IsToldAsync(store, waiting[0], () => executing.EndAsync(), "another process's run has ended", await store.OpenAnotherAsync());
        });
        foreach (var (what, leave) in Leaving)
        {
            cases.Add($"When one in line {what}, the next is told and goes on", async store =>
            {
                var (waiting, executing) = await LineCases.FullAsync(store, count: 2);
                await waiting[0].ResumeAsync();
                await waiting[1].ResumeAsync();
                await executing.EndAsync();
                Check.Outcome(AppendOutcome.NoSlot, await waiting[1].RepeatAsync());

                await IsToldAsync(
                    store, waiting[1], async () => Check.Outcome(AppendOutcome.Committed, await leave(store, waiting[0])), $"the one before it {what}");
                Check.Outcome(AppendOutcome.Committed, await waiting[1].RepeatAsync());
            });
            cases.Add($"When the only one in line {what}, runs may begin again", async store =>
            {
                var (waiting, executing) = await LineCases.FullAsync(store);
                await waiting[0].ResumeAsync();
                await executing.EndAsync();
                var begins = await store.AddAsync(store.NewRun() with { Priority = 1 });
                await store.TakesAsync();
                var observer = new RecordingObserver();
                using var watch = store.Calls.Watch(observer);
                Check.Outcome(AppendOutcome.Committed, await leave(store, waiting[0]));

                await store.UntilAsync(() => observer.Ready > 0, "the observer is told that a run can begin");
                await store.TakesAsync(begins);
                Check.Equal(false, (await store.HeadAsync(waiting[0].RunId)).IsResuming);
            });
        }

        cases.Add("One who was taken from the line goes on no more, and is begun anew when its turn comes", async store =>
        {
            var (waiting, executing) = await LineCases.FullAsync(store, count: 2);
            await waiting[0].ResumeAsync();
            await waiting[1].ResumeAsync();
            await store.OutsideAsync(waiting[0].RunId, "taken away", Changes.To(RunStatus.Queued));
            await executing.EndAsync();
            Check.Outcome(AppendOutcome.Fenced, await waiting[0].RepeatAsync());
            Check.Outcome(AppendOutcome.Committed, await waiting[1].RepeatAsync());
            await waiting[1].EndAsync();

            Check.Equal(waiting[0].RunId, (await store.TakeUpNextAsync()).RunId);
        });

        return cases.All;
    }

    // Under a number that its refused append did not use up.
    private static Task<AppendResult> EndsAsync(StoreUnderTest store, Execution execution, HeadChange change) =>
        store.AppendAsync(execution.Last with { Body = Texts.Of("leaves"), Change = change });

    private static async Task IsToldAsync(StoreUnderTest store, Execution waiting, Func<Task> call, string what, IRunStore? watched = null)
    {
        var observer = new RecordingObserver();
        using var watch = (watched ?? store.Calls).Watch(observer);
        await call();

        await store.UntilAsync(() => observer.SlotsFree.Contains(waiting.RunId), $"the observer is told that there is a slot for the run in line: {what}");
    }
}
