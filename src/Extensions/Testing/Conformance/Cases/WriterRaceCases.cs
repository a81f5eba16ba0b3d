using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Writers that race: dense, and each entry once.</summary>
internal static class WriterRaceCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Concurrency);

        cases.Add("Many owners append at once to runs of their own: each log is dense and whole", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var executions = new List<Execution>();
            while (executions.Count < 16)
            {
                executions.Add(await store.StartAsync());
            }

            await Race.RunAsync(executions.Count, async number =>
            {
                for (var entry = 0; entry < 25; entry++)
                {
                    var append = executions[number].Next(Texts.Of($"{entry}", count: 1 + (entry % 3)));
                    Check.Outcome(AppendOutcome.Committed, (await (number % 2 == 0 ? store.Calls : other).AppendAsync([append], writer: null, default))[0]);
                }

                return true;
            });

            foreach (var execution in executions)
            {
                await store.HasLogAsync(execution.RunId, ["created", .. Enumerable.Range(0, 25).Select(entry => $"{entry}")]);
            }
        });
        cases.Add("An owner and many outsiders append to one run at once: all of it is there, dense, the owner's in order", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var execution = await store.StartAsync();
            await Race.RunAsync(6, async number =>
            {
                for (var entry = 0; entry < 15; entry++)
                {
                    Check.Outcome(AppendOutcome.Committed, number == 0
                        ? await execution.AppendAsync($"owner {entry}")
                        : await (number % 2 == 0 ? store.Calls : other).AppendAsync(store.Outside(execution.RunId, $"outsider {number} {entry}"), default));
                }

                return true;
            });

            var owners = Enumerable.Range(0, 15).Select(entry => $"owner {entry}").ToArray();
            await store.HasAllAsync(
                execution.RunId,
                ["created", .. owners, .. Enumerable.Range(1, 5).SelectMany(number => Enumerable.Range(0, 15).Select(entry => $"outsider {number} {entry}"))]);
            Check.Sequence(owners, (await store.LogAsync(execution.RunId)).Select(segment => segment.Text()).Where(text => text.StartsWith("owner", StringComparison.Ordinal)));
        });
        cases.Add("Batches that hold the same runs in opposite orders do not block each other", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var executions = new List<Execution>();
            while (executions.Count < 12)
            {
                executions.Add(await store.StartAsync());
            }

            await Race.RunAsync(4, async number =>
            {
                for (var round = 1; round <= 10; round++)
                {
                    var batch = executions.Select(execution => new RunAppend(execution.RunId, execution.Token, round, Texts.Of($"{round}"), Change: null));
                    await (number < 2 ? store.Calls : other).AppendAsync([.. number % 2 == 0 ? batch : batch.Reverse()], writer: null, default);
                }

                return true;
            });

            foreach (var execution in executions)
            {
                await store.HasLogAsync(execution.RunId, ["created", .. Enumerable.Range(1, 10).Select(round => $"{round}")]);
            }
        });
        cases.Add("One append made by several at once is committed once, and known as done by the others", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var execution = await store.StartAsync();
            for (var round = 0; round < 20; round++)
            {
                var append = execution.Next($"{round}");
                var results = await Race.RunAsync(4, async number => (await (number % 2 == 0 ? store.Calls : other).AppendAsync([append], writer: null, default))[0]);

                Check.Outcomes(
                    [AppendOutcome.Committed, AppendOutcome.AlreadyCommitted, AppendOutcome.AlreadyCommitted, AppendOutcome.AlreadyCommitted],
                    results.OrderBy(result => result.Outcome));
            }

            await store.HasLogAsync(execution.RunId, ["created", .. Enumerable.Range(0, 20).Select(round => $"{round}")]);
        });
        cases.Add("One operation made by several at once is done once, and known as done by the others", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var runId = await store.CreateAsync();
            for (var round = 0; round < 20; round++)
            {
                var operation = store.Outside(runId, $"{round}");
                var results = await Race.RunAsync(4, async number => await (number % 2 == 0 ? store.Calls : other).AppendAsync(operation, default));

                Check.Outcomes(
                    [AppendOutcome.Committed, AppendOutcome.AlreadyCommitted, AppendOutcome.AlreadyCommitted, AppendOutcome.AlreadyCommitted],
                    results.OrderBy(result => result.Outcome));
            }

            await store.HasLogAsync(runId, ["created", .. Enumerable.Range(0, 20).Select(round => $"{round}")]);
        });
        cases.Add("Of several that create one run at once exactly one does, whole", async store =>
        {
            var other = await store.OtherOrSameAsync();
            await store.RegisterAsync();
            for (var round = 0; round < 20; round++)
            {
                var run = store.NewRun();
                await Race.RunAsync(4, async number =>
                {
                    await (number % 2 == 0 ? store.Calls : other).CreateAsync([run with { Body = Texts.Of($"{number}", count: number + 1) }], default);
                    return true;
                });

                var segment = Check.Single(await store.LogAsync(run.RunId));
                Check.Equal($"{segment.Last - 1}", segment.Text());
                Check.Sequence([run.RunId], await store.TakeIdsAsync(limit: 5));
            }
        });
        cases.Add("Many that create batches at once lose none of their runs", async store =>
        {
            var other = await store.OtherOrSameAsync();
            var batches = Enumerable.Range(0, 8).Select(_ => Enumerable.Range(0, 20).Select(_ => store.NewRun()).ToArray()).ToArray();
            await Race.RunAsync(batches.Length, async number =>
            {
                await (number % 2 == 0 ? store.Calls : other).CreateAsync(batches[number], default);
                return true;
            });

            Check.Set(
                batches.SelectMany(batch => batch).Select(run => run.RunId),
                (await store.Calls.ListAsync(new RunQuery { Limit = 1000 }, default)).Select(head => head.RunId));
        });

        return cases.All;
    }
}
