using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Limits that change while runs execute.</summary>
internal static class LimitChangeCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Queues);

        cases.Add("A limit that is lowered stops none, and none begins until fewer execute", async store =>
        {
            await store.DeclareAsync(limit: 3);
            var runs = await store.AddAsync(5);
            var executions = await store.TakeUpAllAsync();
            await store.LimitAsync(1);

            foreach (var execution in executions)
            {
                await store.TakesAsync();
                Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync("goes on"));
                await execution.EndAsync();
            }

            await store.TakesAsync(runs[3]);
            await store.TakesAsync();
        });
        cases.Add("A run that waits finds no slot under a limit that was lowered, until fewer execute", async store =>
        {
            await store.DeclareAsync(limit: 3);
            await store.AddAsync(3);
            var executions = await store.TakeUpAllAsync();
            await executions[0].WaitAsync();
            await store.LimitAsync(1);

            Check.Outcome(AppendOutcome.NoSlot, await executions[0].ResumeAsync());
            await executions[1].EndAsync();
            Check.Outcome(AppendOutcome.NoSlot, await executions[0].RepeatAsync());
            await executions[2].EndAsync();
            Check.Outcome(AppendOutcome.Committed, await executions[0].RepeatAsync());
        });
        foreach (var (limit, what) in new (int?, string)[] { (3, "raised"), (null, "taken away") })
        {
            cases.Add($"When a limit is {what} waiting runs begin, and observers are told", async store =>
            {
                await store.DeclareAsync(limit: 1);
                var runs = await store.AddAsync(3);
                await store.TakesAsync(runs[0]);
                await store.TakesAsync();
                var observer = new RecordingObserver();
                using var watch = store.Calls.Watch(observer);
                await store.LimitAsync(limit);

                await store.UntilAsync(() => observer.Ready > 0, $"the observer is told that the limit was {what}");
                await store.TakesAsync(runs[1..]);
            });
            cases.Add($"When a limit is {what} those in line go on, and are told", async store =>
            {
                var (waiting, _) = await LineCases.FullAsync(store, count: 2);
                await waiting[0].ResumeAsync();
                await waiting[1].ResumeAsync();
                var observer = new RecordingObserver();
                using var watch = store.Calls.Watch(observer);
                await store.LimitAsync(limit);

                await store.UntilAsync(() => waiting.All(run => observer.SlotsFree.Contains(run.RunId)), $"those in line are told that the limit was {what}");
                Check.Outcome(AppendOutcome.Committed, await waiting[1].RepeatAsync());
                Check.Outcome(AppendOutcome.Committed, await waiting[0].RepeatAsync());
            });
        }

        cases.Add("A limit holds for each key, also when it changes", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var a = await store.AddAsync(3, run => run with { ConcurrencyKey = "a" });
            var b = await store.AddAsync(3, run => run with { ConcurrencyKey = "b" });
            Check.Set([a[0], b[0]], await store.TakeIdsAsync(limit: 10));
            await store.LimitAsync(2);

            Check.Set([a[1], b[1]], await store.TakeIdsAsync(limit: 10));
        });
        cases.Add("Declaring the same again changes nothing: slots stay taken", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var runs = await store.AddAsync(2);
            var execution = await store.TakeUpNextAsync();
            await store.DeclareAsync(limit: 1);
            await store.TakesAsync();
            await execution.EndAsync();

            await store.TakesAsync(runs[1]);
        });
        cases.Add("Declaring one queue leaves the others as they are", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.LimitAsync(limit: 5, "another");
            var runs = await store.AddAsync(2);

            Check.Equal("queue", (await store.HeadAsync(runs[0])).Queue);
            await store.TakesAsync(runs[0]);
        });
        cases.Add("A limit that another process raised is known, and its observers are told", StoreCapabilities.Shared, async store =>
        {
            await store.DeclareAsync(limit: 1);
            var runs = await store.AddAsync(2);
            await store.TakesAsync(runs[0]);
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            await (await store.OpenAnotherAsync()).DeclareAsync([new QueueDeclaration("queue", 2)], new Dictionary<string, string?>(StringComparer.Ordinal), default);

            await store.UntilAsync(() => observer.Ready > 0, "the observer is told that another process raised the limit");
            await store.TakesAsync(runs[1]);
        });

        return cases.All;
    }
}
