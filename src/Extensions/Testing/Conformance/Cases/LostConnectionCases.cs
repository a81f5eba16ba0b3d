using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Each kind of call, cut and made again.</summary>
internal static class LostConnectionCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.LostConnections, StoreCapabilities.LosesConnections);

        cases.Add("A create that is cut and made again creates each run once", async store =>
        {
            await store.RegisterAsync();
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                NewRun[] runs = [store.NewRun(), store.NewRun()];
                await store.AnsweredAsync(round, async () =>
                {
                    await store.Calls.CreateAsync(runs, default);
                    return true;
                });

                await store.HasLogAsync(runs[0].RunId, "created");
                await store.HasLogAsync(runs[1].RunId, "created");
                Check.Sequence(runs.Select(run => run.RunId), await store.TakeIdsAsync(limit: 5));
            }
        });
        cases.Add("A take that is cut and made again loses no run and counts one execution", async store =>
        {
            await store.RegisterAsync();
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                NewRun[] runs = [store.NewRun(), store.NewRun(), store.NewRun()];
                await store.Calls.CreateAsync(runs, default);
                var request = store.Request(limit: 2);
                var taken = await store.AnsweredAsync(round, () => store.TakeAsync(request));

                Check.Sequence(runs[..2].Select(run => run.RunId), taken.Runs.Select(run => run.RunId));
                Check.Sequence([1, 1], taken.Runs.Select(run => run.Attempt));
                Check.Sequence([runs[2].RunId], await store.TakeIdsAsync(limit: 5));
                Check.Equal(1, (await store.HeadAsync(runs[0].RunId)).Attempt);
            }
        });
        cases.Add("An append that is cut and made again is in the log once", async store =>
        {
            var execution = await store.StartAsync();
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var append = execution.Next($"{round}");
                IsDone(await store.AnsweredAsync(round, () => store.AppendAsync(append)));
            }

            await store.HasLogAsync(execution.RunId, ["created", .. Enumerable.Range(0, LostConnections.Rounds).Select(round => $"{round}")]);
        });
        cases.Add("A batch that is cut and made again is in each log once", async store =>
        {
            var (one, two, three) = (await store.StartAsync(), await store.StartAsync(), await store.StartAsync());
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                RunAppend[] batch = [three.Next($"{round}"), one.Next($"{round}"), two.Next($"{round}")];
                foreach (var result in await store.AnsweredAsync(round, () => store.AppendAllAsync(batch)))
                {
                    IsDone(result);
                }
            }

            foreach (var execution in new[] { one, two, three })
            {
                await store.HasLogAsync(execution.RunId, ["created", .. Enumerable.Range(0, LostConnections.Rounds).Select(round => $"{round}")]);
            }
        });
        cases.Add("An append that hands its run back, cut and made again, does it once", async store =>
        {
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var execution = await store.StartAsync();
                var append = execution.Next("handed back", Changes.To(RunStatus.Queued));
                IsDone(await store.AnsweredAsync(round, () => store.AppendAsync(append)));

                Check.Equal(2, (await store.TakeUpAsync(execution.RunId)).Run.Attempt);
                await store.HasLogAsync(execution.RunId, "created", "handed back");
            }
        });
        cases.Add("An append that ends its run, cut and made again, is answered as done and not as too late", async store =>
        {
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var execution = await store.StartAsync();
                var append = execution.Next("end", Changes.To(RunStatus.Completed, RunIntent.Return));
                IsDone(await store.AnsweredAsync(round, () => store.AppendAsync(append)));

                await store.HasLogAsync(execution.RunId, "created", "end");
            }
        });
        cases.Add("An append from outside that is cut and made again is in the log once", async store =>
        {
            var runId = await store.CreateAsync();
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var append = store.Outside(runId, $"{round}") with { ExpectedHead = 1 + round };
                IsDone(await store.AnsweredAsync(round, () => store.AppendAsync(append)));
            }

            await store.HasLogAsync(runId, ["created", .. Enumerable.Range(0, LostConnections.Rounds).Select(round => $"{round}")]);
        });
        cases.Add("A cancel request that is cut and made again is answered as done and not as refused", async store =>
        {
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var append = store.Outside((await store.StartAsync()).RunId, "cancel", Changes.Cancel);
                IsDone(await store.AnsweredAsync(round, () => store.AppendAsync(append)));

                await store.HasLogAsync(append.RunId, "created", "cancel");
            }
        });
        cases.Add("A worker that registers over a connection that is cut is registered once and alive", async store =>
        {
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var worker = $"worker {round:00}";
                await store.AnsweredAsync(round, async () =>
                {
                    await store.RegisterAsync(worker);
                    return true;
                });

                Check.True(await store.AnsweredAsync(round, async () => await store.Calls.RenewAsync(worker, default)), "the worker is alive");
            }

            Check.Equal(LostConnections.Rounds, (await store.Calls.ListLeasesAsync(default)).Count);
        });
        cases.Add("Declaring a worker dead over a connection that is cut kills it or nobody", async store =>
        {
            await store.RegisterAsync("stays");
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                await store.RegisterAsync("dies");
                var lease = (await store.Calls.ListLeasesAsync(default))[0];

                Check.True(await store.AnsweredAsync(round, async () => await store.Calls.DeclareDeadAsync(lease, default)), "the worker is dead");
            }

            Check.True(await store.Calls.RenewAsync("stays", default), "the other worker is alive");
        });

        return cases.All;
    }

    private static void IsDone(AppendResult result) =>
        Check.True(
            result.Outcome is AppendOutcome.Committed or AppendOutcome.AlreadyCommitted,
            $"an append made again until it is answered is Committed or AlreadyCommitted (seen: {result.Outcome})");
}
