using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>What an append changes beside the log.</summary>
internal static class AppendChangeCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Append);

        cases.Add("An append without a change leaves the run where it stands", async store =>
        {
            var execution = await store.StartAsync();
            var before = await store.HeadAsync(execution.RunId);
            await execution.AppendAsync("entry");

            Check.Equal(before with { Head = 2, WriterSequence = 1 }, await store.HeadAsync(execution.RunId));
        });
        cases.Add("A run that is handed back is queued and nobody's, and its last token is kept", async store =>
        {
            var execution = await store.StartAsync();
            await execution.HandBackAsync();
            var head = await store.HeadAsync(execution.RunId);

            Check.Equal((RunStatus.Queued, null), (head.Status, head.Worker));
            Check.Equal((execution.Token, 1L), (head.Token, head.WriterSequence));
        });
        cases.Add("A run that is delayed is nobody's, and keeps the time when it is due", async store =>
        {
            var execution = await store.StartAsync();
            await execution.DelayAsync(TimeSpan.FromMilliseconds(90_001));
            var head = await store.HeadAsync(execution.RunId);

            Check.Equal((RunStatus.Delayed, null), (head.Status, head.Worker));
            Check.Time(store.Time.GetUtcNow().AddMilliseconds(90_001), head.DueAt);
        });
        cases.Add("Each way to end ends the run: it is nobody's, and has the store's time as its end", async store =>
        {
            foreach (var status in new[] { RunStatus.Completed, RunStatus.Failed, RunStatus.Canceled, RunStatus.Crashed })
            {
                var execution = await store.StartAsync();
                store.Time.Advance(TimeSpan.FromSeconds(10));
                Check.Outcome(AppendOutcome.Committed, await execution.EndAsync(status));
                var head = await store.HeadAsync(execution.RunId);

                Check.Equal((status, null), (head.Status, head.Worker));
                Check.Time(store.Time.GetUtcNow(), head.FinishedAt);
            }
        });
        cases.Add("A run that has not ended has no time of its end", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry", Changes.Return);
            Check.Equal(null, (await store.HeadAsync(execution.RunId)).FinishedAt);
            await execution.HandBackAsync();

            Check.Equal(null, (await store.HeadAsync(execution.RunId)).FinishedAt);
        });
        cases.Add("A change to Executing leaves the run in its owner's hands", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("started", Changes.To(RunStatus.Executing));

            Check.Equal("worker", (await store.HeadAsync(execution.RunId)).Worker);
            Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync("goes on"));
        });
        cases.Add("An intent stays, though later appends name none", async store =>
        {
            var execution = await store.StartAsync();
            Check.Equal(RunIntent.Return, (await execution.AppendAsync("returned", Changes.Return)).Intent);
            await execution.AppendAsync("drained");

            Check.Equal(RunIntent.Return, (await store.HeadAsync(execution.RunId)).Intent);
        });
        cases.Add("An append may return and end the run in one", async store =>
        {
            var execution = await store.StartAsync();

            Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync("end", Changes.To(RunStatus.Completed, RunIntent.Return)));
            var head = await store.HeadAsync(execution.RunId);
            Check.Equal((RunStatus.Completed, RunIntent.Return), (head.Status, head.Intent));
        });
        cases.Add("A change is in the same commit as its entries: who sees the end reads it", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();

            Check.Equal((await store.HeadAsync(execution.RunId)).Head, (await store.LogAsync(execution.RunId))[^1].Last);
            await store.HasLogAsync(execution.RunId, "created", "end");
        });
        cases.Add("A run can be delayed, executed and handed back many times", async store =>
        {
            var execution = await store.StartAsync();
            for (var attempt = 2; attempt <= 10; attempt++)
            {
                await (attempt % 2 == 0 ? execution.HandBackAsync() : execution.DelayAsync(TimeSpan.FromSeconds(1)));
                store.Time.Advance(TimeSpan.FromSeconds(1));
                execution = await store.TakeUpAsync(execution.RunId);

                Check.Equal((attempt, (long)attempt), (execution.Run.Attempt, execution.Run.Head));
            }
        });

        return cases.All;
    }
}
