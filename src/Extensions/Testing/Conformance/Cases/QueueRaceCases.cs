using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Workers that race for slots.</summary>
internal static class QueueRaceCases
{
    private const int Limit = 5;

    /// <summary>How long a run executes at least, so that others meet it.</summary>
    private static readonly TimeSpan Moment = TimeSpan.FromMilliseconds(1);

    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Concurrency);

        cases.Add("Takes at once give together no more runs than the limit, and the next fill what they left", async store =>
        {
            var other = await store.OtherOrSameAsync();
            await store.DeclareAsync(Limit);
            for (var round = 0; round < 20; round++)
            {
                await store.AddAsync(20);
                var executions = (await Race.RunAsync(4, number => TakeUpAsync(store, number % 2 == 0 ? store.Calls : other, limit: 3))).SelectMany(all => all).ToList();
                Check.True(executions.Count <= Limit, $"at most {Limit} runs execute (seen: {executions.Count})");
                executions.AddRange(await store.TakeUpAllAsync());
                Check.Equal(Limit, executions.Count, "how many runs execute");

                await Race.RunAsync([.. executions.Select(execution => (Func<Task>)(() => execution.EndAsync()))]);
            }
        });
        cases.Add("Workers that take and end at once never have more runs than the limit, and end all", async store =>
        {
            await store.DeclareAsync(Limit);
            await store.AddAsync(150);
            await WorkAsync(store, 150, execution => execution.EndAsync());
        });
        cases.Add("Workers that take and end at once never have more runs of a key than the limit", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var number = 0;
            await store.AddAsync(60, run => run with { ConcurrencyKey = $"key {number++ % 3}" });
            var executing = new int[3];
            await WorkAsync(
                store,
                60,
                async execution =>
                {
                    var key = (await store.HeadAsync(execution.RunId)).ConcurrencyKey![^1] - '0';
                    Check.Equal(1, Interlocked.Increment(ref executing[key]), "how many runs of a key execute");
                    await Task.Delay(Moment);
                    Interlocked.Decrement(ref executing[key]);
                    await execution.EndAsync();
                },
                most: 3);
        });
        cases.Add("Runs that wait and go on at once never execute more than the limit, and all end", async store =>
        {
            await store.DeclareAsync(limit: 2);
            await store.AddAsync(60);
            var executing = 0;
            await WorkAsync(
                store,
                60,
                async execution =>
                {
                    await execution.WaitAsync();
                    var append = execution.Next("goes on", Changes.To(RunStatus.Executing));
                    await store.UntilAsync(async () => (await store.AppendAsync(append)).Outcome == AppendOutcome.Committed, "a run that has waited goes on");
                    var now = Interlocked.Increment(ref executing);
                    Check.True(now <= 2, $"at most 2 runs execute (seen: {now})");
                    await Task.Delay(Moment);
                    Interlocked.Decrement(ref executing);
                    await execution.EndAsync();
                },
                most: int.MaxValue,
                take: 1);
        });
        cases.Add("Of two that go on at once for one slot one goes on, and the other stands in line", async store =>
        {
            await store.DeclareAsync(limit: 1);
            for (var round = 0; round < 20; round++)
            {
                await store.AddAsync(2);
                Execution[] waiting = [await store.TakeUpNextAsync(), null!];
                await waiting[0].WaitAsync();
                waiting[1] = await store.TakeUpNextAsync();
                await waiting[1].WaitAsync();
                var outcomes = (await Race.RunAsync(2, number => waiting[number].ResumeAsync())).Select(result => result.Outcome).ToArray();

                Check.Set([AppendOutcome.Committed, AppendOutcome.NoSlot], outcomes);
                var first = Array.IndexOf(outcomes, AppendOutcome.Committed);
                await waiting[first].EndAsync();
                Check.Outcome(AppendOutcome.Committed, await waiting[1 - first].RepeatAsync());
                await waiting[1 - first].EndAsync();
            }
        });

        return cases.All;
    }

    // What executes is counted from after its take to before its end, so never more than there is.
    private static async Task WorkAsync(StoreUnderTest store, int count, Func<Execution, Task> work, int most = Limit, int take = 3)
    {
        var other = await store.OtherOrSameAsync();
        var (executing, left) = (0, count);
        await Race.RunAsync(4, async number =>
        {
            var calls = number % 2 == 0 ? store.Calls : other;
            await store.UntilAsync(
                async () =>
                {
                    var executions = await TakeUpAsync(store, calls, take);
                    var now = Interlocked.Add(ref executing, executions.Length);
                    Check.True(now <= most, $"at most {most} runs execute (seen: {now})");
                    await Task.Delay(Moment);
                    foreach (var execution in executions)
                    {
                        Interlocked.Decrement(ref executing);
                        await work(execution);
                        Interlocked.Decrement(ref left);
                    }

                    return Volatile.Read(ref left) == 0;
                },
                "all runs end");
            return true;
        });
    }

    // Each take is of a worker of its own: a worker makes one after another.
    private static async Task<Execution[]> TakeUpAsync(StoreUnderTest store, IRunStore calls, int limit)
    {
        var request = store.Request($"worker {store.NewNumber()}", limit);
        await calls.RegisterAsync(request.Worker, TimeSpan.FromSeconds(30), default);
        return [.. (await calls.TakeAsync(request, default)).Runs.Select(run => new Execution(store, run, request.Worker, request.Token))];
    }
}
