using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>An execution that waits: its run stays its own, and needs no slot.</summary>
internal static class WaitingCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Waiting);

        cases.Add("A run that waits keeps its worker, its token and its execution", async store =>
        {
            var execution = await store.StartAsync();
            var before = await store.HeadAsync(execution.RunId);
            Check.Outcome(AppendOutcome.Committed, await execution.WaitAsync());

            Check.Equal(
                before with { Status = RunStatus.Waiting, Head = before.Head + 1, WriterSequence = 1 },
                await store.HeadAsync(execution.RunId));
            await store.HasLogAsync(execution.RunId, "created", "waits");
        });
        cases.Add("A run that waits is given to nobody", async store =>
        {
            var execution = await store.StartAsync();
            await execution.WaitAsync();

            Check.Empty(await store.TakeIdsAsync("worker", 5, (await store.HeadAsync(execution.RunId)).TaskId));
        });
        cases.Add("A run that waits appends as before, and waits on", async store =>
        {
            var execution = await store.StartAsync();
            await execution.WaitAsync();

            Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync("still here"));
            Check.Outcome(AppendOutcome.Committed, await store.OutsideAsync(execution.RunId, "from outside"));
            Check.Equal(RunStatus.Waiting, (await store.HeadAsync(execution.RunId)).Status);
        });
        cases.Add("A run that has waited goes on in the same execution, and takes a slot", async store =>
        {
            var execution = await WaitsAloneAsync(store);
            Check.Outcome(AppendOutcome.Committed, await execution.ResumeAsync());
            var head = await store.HeadAsync(execution.RunId);

            Check.Equal((RunStatus.Executing, 1, "worker", execution.Token), (head.Status, head.Attempt, head.Worker, head.Token));
            Check.Equal(false, head.IsResuming);
            await store.AddAsync(1);
            await store.TakesAsync();
            await execution.EndAsync();
            Check.Equal(1, (await store.TakeIdsAsync(limit: 5)).Length);
        });
        cases.Add("A run of a queue that was not declared waits and goes on, however many execute", async store =>
        {
            await store.RegisterAsync();
            await store.AddAsync(20);
            var executions = await store.TakeUpAllAsync();
            await executions[0].WaitAsync();
            await store.AddAsync(20);
            await store.TakeUpAllAsync();

            Check.Outcome(AppendOutcome.Committed, await executions[0].ResumeAsync());
        });
        cases.Add("A run of a declared queue without a limit waits and goes on, however many execute", async store =>
        {
            await store.DeclareAsync(limit: null);
            await store.AddAsync(20);
            var executions = await store.TakeUpAllAsync();
            await executions[0].WaitAsync();
            await store.AddAsync(20);
            await store.TakeUpAllAsync();

            Check.Outcome(AppendOutcome.Committed, await executions[0].ResumeAsync());
        });
        cases.Add("A run waits and goes on many times, and its slot is one", async store =>
        {
            await store.DeclareAsync(limit: 2);
            await store.AddAsync(3);
            var executions = await store.TakeUpAllAsync();
            for (var round = 0; round < 10; round++)
            {
                Check.Outcome(AppendOutcome.Committed, await executions[0].WaitAsync());
                Check.Outcome(AppendOutcome.Committed, await executions[0].ResumeAsync());
                await store.TakesAsync();
            }

            await executions[0].EndAsync();
            Check.Equal(1, (await store.TakeIdsAsync(limit: 5)).Length);
        });
        foreach (var status in new[] { RunStatus.Completed, RunStatus.Failed, RunStatus.TimedOut, RunStatus.Delayed, RunStatus.Queued })
        {
            cases.Add($"A run that waits can become {status} without going on", async store =>
            {
                var execution = await WaitsAloneAsync(store);
                var runs = await store.AddAsync(1);
                await store.TakesAsync(runs);
                var change = status == RunStatus.Delayed ? Changes.DelayedUntil(store.Time.GetUtcNow().AddMinutes(1)) : Changes.To(status);

                Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync("no longer waits", change));
                var head = await store.HeadAsync(execution.RunId);
                Check.Equal((status, null), (head.Status, head.Worker));
                await store.TakesAsync();
            });
        }

        return cases.All;
    }

    private static async Task<Execution> WaitsAloneAsync(StoreUnderTest store)
    {
        await store.DeclareAsync(limit: 1);
        await store.AddAsync(1);
        var execution = await store.TakeUpNextAsync();
        await execution.WaitAsync();
        return execution;
    }
}
