using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>What gives a slot back, and what does not.</summary>
internal static class SlotCases
{
    private static readonly (string What, Func<StoreUnderTest, Execution, Task<AppendResult>> Do)[] Leaving =
    [
        ("completes", (_, execution) => execution.EndAsync()),
        ("fails", (_, execution) => execution.EndAsync(RunStatus.Failed)),
        ("is delayed until its next attempt", (_, execution) => execution.DelayAsync(TimeSpan.FromHours(1))),
        ("is handed back", (_, execution) => execution.HandBackAsync()),
        ("waits", (_, execution) => execution.WaitAsync()),
        ("is canceled from outside", (store, execution) => store.OutsideAsync(execution.RunId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel))),
        ("is taken from its dead worker", ReapAsync),
    ];

    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Queues);

        foreach (var (what, leave) in Leaving)
        {
            cases.Add($"A run that {what} gives its slot to the next, and observers are told", async store =>
            {
                await store.DeclareAsync(limit: 1);
                var runs = await store.AddAsync(3);
                var execution = await store.TakeUpNextAsync();
                await store.TakesAsync();
                var observer = new RecordingObserver();
                using var watch = store.Calls.Watch(observer);
                Check.Outcome(AppendOutcome.Committed, await leave(store, execution));

                await store.UntilAsync(() => observer.Ready > 0, $"the observer is told that there is a free slot when a run {what}");
                await store.TakesAsync(runs[1]);
                await store.TakesAsync();
            });
        }

        cases.Add("A take made again takes no second slot", async store =>
        {
            await store.DeclareAsync(limit: 2);
            var runs = await store.AddAsync(3);
            var request = store.Request();
            for (var round = 0; round < 3; round++)
            {
                Check.Equal(runs[0], Check.Single((await store.TakeAsync(request)).Runs).RunId);
            }

            await store.TakesAsync(runs[1]);
        });
        cases.Add("An append that changes no status gives no slot back", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.AddAsync(2);
            var execution = await store.TakeUpNextAsync();
            await execution.AppendAsync("entry");
            await store.OutsideAsync(execution.RunId, "cancel, please", Changes.Cancel);

            await store.TakesAsync();
        });
        cases.Add("An end made again, and a late one of an earlier execution, give no second slot back", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.AddAsync(2);
            var ended = await store.TakeUpNextAsync();
            await ended.EndAsync();
            var late = await store.TakeUpNextAsync();
            await late.HandBackAsync();
            await store.TakeUpNextAsync();
            await store.AddAsync(1);

            Check.Outcome(AppendOutcome.AlreadyCommitted, await ended.RepeatAsync());
            Check.Outcome(AppendOutcome.Fenced, await late.EndAsync());
            Check.Outcome(AppendOutcome.Ended, await ended.EndAsync());
            await store.TakesAsync();
        });
        cases.Add("An operation that ended a run, made again, gives no second slot back", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.AddAsync(3);
            var cancel = store.Outside((await store.TakeUpNextAsync()).RunId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel));
            await store.AppendAsync(cancel);
            await store.TakeUpNextAsync();
            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(cancel));

            await store.TakesAsync();
        });
        cases.Add("A worker's death alone gives no slot back: its runs are its own until they are taken from it", async store =>
        {
            await store.RegisterAsync("dies");
            await store.DeclareAsync(limit: 1);
            await store.AddAsync(2);
            await store.TakeUpNextAsync("dies");
            await store.Calls.DeclareDeadAsync((await store.Calls.ListLeasesAsync(default))[0], default);

            await store.TakesAsync();
        });
        cases.Add("Slots do not wear out: a hundred runs pass through a queue of two, by every way out", async store =>
        {
            await store.DeclareAsync(limit: 2);
            await store.AddAsync(100);
            for (var round = 0; round < 50; round++)
            {
                var executions = await store.TakeUpAllAsync();
                Check.Equal(2, executions.Length, $"how many runs are given in round {round}");
                foreach (var (execution, index) in executions.Select((execution, index) => (execution, index)))
                {
                    await Leaving[((2 * round) + index) % Leaving.Length].Do(store, execution);
                }
            }
        });

        return cases.All;
    }

    private static async Task<AppendResult> ReapAsync(StoreUnderTest store, Execution execution) =>
        await store.AppendAsync(store.Outside(execution.RunId, "worker died", Changes.To(RunStatus.Queued)) with
        {
            Ownership = RunOwnership.Owned,
            ExpectedToken = execution.Token,
        });
}
