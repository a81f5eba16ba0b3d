using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Races that are decided once.</summary>
internal static class DecisionRaceCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Concurrency);

        cases.Add("Canceling and returning at once are decided once", async store =>
        {
            var other = await store.OtherOrSameAsync();
            for (var round = 0; round < 30; round++)
            {
                var execution = await store.StartAsync();
                var results = await Race.RunAsync(
                    () => execution.AppendAsync("returned", Changes.Return),
                    async () => await other.AppendAsync(store.Outside(execution.RunId, "cancel", Changes.Cancel), default));

                var returned = results[0].Outcome == AppendOutcome.Committed;
                Check.Outcomes(
                    returned ? [AppendOutcome.Committed, AppendOutcome.Refused] : [AppendOutcome.Refused, AppendOutcome.Committed], results);
                Check.Equal(returned ? RunIntent.Return : RunIntent.Cancel, (await store.HeadAsync(execution.RunId)).Intent);
                await store.HasLogAsync(execution.RunId, "created", returned ? "returned" : "cancel");
            }
        });
        cases.Add("Of several cancel requests at once one is written", async store =>
        {
            var other = await store.OtherOrSameAsync();
            for (var round = 0; round < 10; round++)
            {
                var runId = await store.CreateAsync();
                var results = await Race.RunAsync(
                    4, async number => await (number % 2 == 0 ? store.Calls : other).AppendAsync(store.Outside(runId, "cancel", Changes.Cancel), default));

                Check.Equal(1, results.Count(result => result.Outcome == AppendOutcome.Committed));
                await store.HasLogAsync(runId, "created", "cancel");
            }
        });
        cases.Add("Of several that expect one head at once one holds", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var runId = await store.CreateAsync();
            for (var head = 1; head <= 15; head++)
            {
                var expected = head;
                var results = await Race.RunAsync(4, async number =>
                    await (number % 2 == 0 ? store.Calls : other).AppendAsync(store.Outside(runId, $"{expected}") with { ExpectedHead = expected }, default));

                Check.Outcomes(
                    [AppendOutcome.Committed, AppendOutcome.Conflict, AppendOutcome.Conflict, AppendOutcome.Conflict],
                    results.OrderBy(result => result.Outcome));
            }

            await store.HasLogAsync(runId, ["created", .. Enumerable.Range(1, 15).Select(head => $"{head}")]);
        });
        cases.Add("Ending a run and taking it away at once are decided once", async store =>
        {
            var other = await store.OtherOrSameAsync();
            for (var round = 0; round < 30; round++)
            {
                var execution = await store.StartAsync();
                var takeAway = store.Outside(execution.RunId, "taken away", Changes.To(RunStatus.Queued)) with
                {
                    Ownership = RunOwnership.Owned,
                    ExpectedToken = execution.Token,
                };
                var results = await Race.RunAsync(() => execution.EndAsync(), async () => await other.AppendAsync(takeAway, default));

                var ended = results[0].Outcome == AppendOutcome.Committed;
                Check.Outcomes(ended ? [AppendOutcome.Committed, AppendOutcome.Ended] : [AppendOutcome.Fenced, AppendOutcome.Committed], results);
                await store.HasLogAsync(execution.RunId, "created", ended ? "end" : "taken away");
            }
        });
        cases.Add("Taking a run and canceling it at once are decided once", async store =>
        {
            var other = await store.OtherOrSameAsync();
            await store.RegisterAsync();
            for (var round = 0; round < 30; round++)
            {
                var runId = await store.CreateAsync();
                var cancel = store.Outside(runId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel)) with { Ownership = RunOwnership.Unowned };
                var taken = Array.Empty<string>();
                var canceled = default(AppendResult);
                await Race.RunAsync(async () => taken = await store.TakeIdsAsync(), async () => canceled = await other.AppendAsync(cancel, default));

                Check.Outcome(taken is [] ? AppendOutcome.Committed : AppendOutcome.Conflict, canceled);
                Check.Equal(taken is [] ? RunStatus.Canceled : RunStatus.Executing, (await store.HeadAsync(runId)).Status);
            }
        });
        cases.Add("Renewing a lease and declaring its worker dead at once are decided once", async store =>
        {
            var other = await store.OtherOrSameAsync();
            for (var round = 0; round < 30; round++)
            {
                var worker = $"worker {round:00}";
                await store.RegisterAsync(worker);
                var lease = (await store.Calls.ListLeasesAsync(default))[^1];
                var answers = await Race.RunAsync(
                    async () => await store.Calls.RenewAsync(worker, default), async () => await other.DeclareDeadAsync(lease, default));

                Check.True(answers[0] != answers[1], $"either the worker renewed (seen: {answers[0]}) or it is dead (seen: {answers[1]})");
                Check.Equal(answers[1], (await store.Calls.ListLeasesAsync(default))[^1].IsDead);
            }
        });
        cases.Add("Taking runs and being declared dead at once lose no run", async store =>
        {
            var other = await store.OtherOrSameAsync();
            for (var round = 0; round < 30; round++)
            {
                var worker = $"worker {round:00}";
                await store.RegisterAsync(worker);
                var runId = await store.CreateAsync($"task {round}");
                var lease = (await store.Calls.ListLeasesAsync(default))[^1];
                var request = store.Request(worker, 1, $"task {round}");
                var result = new TakeResult();
                await Race.RunAsync(
                    async () => result = await store.TakeAsync(request), async () => Check.True(await other.DeclareDeadAsync(lease, default), "the worker is dead"));

                Check.Equal(result.IsAlive, result.Runs.Count == 1);
                Check.Equal(result.IsAlive ? RunStatus.Executing : RunStatus.Queued, (await store.HeadAsync(runId)).Status);
                Check.Equal(result.Runs.Count, (await store.Calls.ListOwnedAsync(worker, default)).Count);
            }
        });

        return cases.All;
    }
}
