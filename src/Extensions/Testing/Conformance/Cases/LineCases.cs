using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>The line of those that want to go on while their lane is full.</summary>
internal static class LineCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Waiting);

        cases.Add("A run that cannot go on for want of a slot stands in line, and nothing of its append is kept", async store =>
        {
            var (waiting, _) = await FullAsync(store);
            var before = await store.HeadAsync(waiting[0].RunId);
            var result = await waiting[0].ResumeAsync();

            Check.Equal((AppendOutcome.NoSlot, before.Head), (result.Outcome, result.Head));
            Check.Equal(before with { IsResuming = true }, await store.HeadAsync(waiting[0].RunId));
            await store.HasLogAsync(waiting[0].RunId, "created", "waits");
        });
        cases.Add("The append of one in line, made again when there is a slot, holds", async store =>
        {
            var (waiting, executing) = await FullAsync(store);
            Check.Outcome(AppendOutcome.NoSlot, await waiting[0].ResumeAsync());
            Check.Outcome(AppendOutcome.NoSlot, await waiting[0].RepeatAsync());
            await executing.EndAsync();

            Check.Outcome(AppendOutcome.Committed, await waiting[0].RepeatAsync());
            Check.Outcome(AppendOutcome.AlreadyCommitted, await waiting[0].RepeatAsync());
            Check.Equal((RunStatus.Executing, false), await StateAsync(store, waiting[0]));
            await store.HasLogAsync(waiting[0].RunId, "created", "waits", "goes on");
            await store.TakesAsync();
        });
        cases.Add("Who stands in line goes before runs that are to begin", async store =>
        {
            var (waiting, executing) = await FullAsync(store);
            var begins = await store.AddAsync(store.NewRun() with { Priority = 100 });
            await waiting[0].ResumeAsync();
            await executing.EndAsync();

            await store.TakesAsync();
            Check.Outcome(AppendOutcome.Committed, await waiting[0].RepeatAsync());
            await waiting[0].EndAsync();
            await store.TakesAsync(begins);
        });
        cases.Add("Those in line go on in the order in which they came", async store =>
        {
            var (waiting, executing) = await FullAsync(store, count: 3);
            foreach (var index in new[] { 1, 2, 0 })
            {
                Check.Outcome(AppendOutcome.NoSlot, await waiting[index].ResumeAsync());
            }

            Check.Outcome(AppendOutcome.NoSlot, await waiting[1].RepeatAsync());
            await executing.EndAsync();
            Check.Outcome(AppendOutcome.NoSlot, await waiting[0].RepeatAsync());
            Check.Outcome(AppendOutcome.NoSlot, await waiting[2].RepeatAsync());
            Check.Outcome(AppendOutcome.Committed, await waiting[1].RepeatAsync());
            await waiting[1].EndAsync();
            Check.Outcome(AppendOutcome.NoSlot, await waiting[0].RepeatAsync());
            Check.Outcome(AppendOutcome.Committed, await waiting[2].RepeatAsync());
        });
        cases.Add("Who comes when others stand in line stands behind them, though there is a slot", async store =>
        {
            var (waiting, executing) = await FullAsync(store, count: 2);
            await waiting[0].ResumeAsync();
            await executing.EndAsync();

            Check.Outcome(AppendOutcome.NoSlot, await waiting[1].ResumeAsync());
            Check.Outcome(AppendOutcome.Committed, await waiting[0].RepeatAsync());
        });
        cases.Add("As many of the line go on as there are slots, and the rest of the slots is for those that begin", async store =>
        {
            await store.DeclareAsync(limit: 3);
            var runs = await store.AddAsync(8);
            var waiting = await store.TakeUpAllAsync(limit: 1);
            await waiting[0].WaitAsync();
            var executing = await store.TakeUpAllAsync();
            Check.Equal(3, executing.Length);
            await waiting[0].ResumeAsync();
            await executing[0].EndAsync();
            await store.TakesAsync();
            await executing[1].EndAsync();

            await store.TakesAsync(runs[4]);
            Check.Outcome(AppendOutcome.Committed, await waiting[0].RepeatAsync());
            await store.TakesAsync();
        });
        cases.Add("A line is one lane's: another key, and another queue, know nothing of it", async store =>
        {
            var (waiting, executing) = await FullAsync(store);
            await waiting[0].ResumeAsync();
            await executing.EndAsync();
            await store.AddAsync(1);
            string[] others = [await store.AddAsync(store.NewRun() with { ConcurrencyKey = "key" }), await store.AddAsync(store.NewRun() with { Queue = "another" })];

            Check.Set(others, await store.TakeIdsAsync(limit: 10));
        });
        cases.Add("One who stands in line may write on, and keeps its place", async store =>
        {
            var (waiting, executing) = await FullAsync(store, count: 2);
            await waiting[0].ResumeAsync();
            await waiting[1].ResumeAsync();
            await store.OutsideAsync(waiting[0].RunId, "from outside");
            await executing.EndAsync();

            Check.Outcome(AppendOutcome.NoSlot, await waiting[1].RepeatAsync());
            Check.Outcome(AppendOutcome.Committed, await waiting[0].RepeatAsync());
            await store.HasLogAsync(waiting[0].RunId, "created", "waits", "from outside", "goes on");
        });
        cases.Add("An append of a batch that finds no slot does not hinder the others", async store =>
        {
            var (waiting, executing) = await FullAsync(store);
            var results = await store.AppendAllAsync(waiting[0].Next("goes on", Changes.To(RunStatus.Executing)), executing.Next("entry"));

            Check.Outcomes([AppendOutcome.NoSlot, AppendOutcome.Committed], results);
        });

        return cases.All;
    }

    /// <summary>A queue with one slot, which an execution holds, and others that wait.</summary>
    internal static async Task<(Execution[] Waiting, Execution Executing)> FullAsync(StoreUnderTest store, int count = 1)
    {
        await store.DeclareAsync(limit: 1);
        await store.AddAsync(count + 1);
        var waiting = new List<Execution>();
        for (var index = 0; index < count; index++)
        {
            waiting.Add(await store.TakeUpNextAsync());
            await waiting[index].WaitAsync();
        }

        return ([.. waiting], await store.TakeUpNextAsync());
    }

    private static async Task<(RunStatus, bool)> StateAsync(StoreUnderTest store, Execution execution)
    {
        var head = await store.HeadAsync(execution.RunId);
        return (head.Status, head.IsResuming);
    }
}
