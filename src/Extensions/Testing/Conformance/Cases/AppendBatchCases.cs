using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Many runs' appends in one commit.</summary>
internal static class AppendBatchCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Append);

        cases.Add("A batch has one result for each append, in order, whatever becomes of the others", async store =>
        {
            var (commits, repeats, fenced, ended, refused) =
                (await store.StartAsync(), await store.StartAsync(), await store.StartAsync(), await store.StartAsync(), await store.StartAsync());
            await repeats.AppendAsync("once");
            await ended.EndAsync();
            await store.OutsideAsync(refused.RunId, "cancel", Changes.Cancel);

            Check.Outcomes(
                [AppendOutcome.Fenced, AppendOutcome.Refused, AppendOutcome.NotFound, AppendOutcome.Committed, AppendOutcome.Ended, AppendOutcome.AlreadyCommitted],
                await store.AppendAllAsync(
                    fenced.Next("no") with { Token = 0 },
                    refused.Next("no", Changes.To(RunStatus.Completed)),
                    commits.Next("no") with { RunId = store.NewId() },
                    commits.Next("yes"),
                    ended.Next("no"),
                    repeats.Last));
            await store.HasLogAsync(commits.RunId, "created", "yes");
            await store.HasLogAsync(repeats.RunId, "created", "once");
            await store.HasLogAsync(fenced.RunId, "created");
            await store.HasLogAsync(ended.RunId, "created", "end");
            await store.HasLogAsync(refused.RunId, "created", "cancel");
        });
        cases.Add("An empty batch has no results", async store => Check.Empty(await store.AppendAllAsync()));
        cases.Add("A batch of 256 runs is in all their logs", async store =>
        {
            var executions = new List<Execution>();
            while (executions.Count < 256)
            {
                executions.Add(await store.StartAsync());
            }

            var results = await store.AppendAllAsync([.. executions.Select((execution, number) => execution.Next($"entry {number}"))]);

            Check.Sequence(executions.Select(_ => new AppendResult(AppendOutcome.Committed, 2, null)), results);
            for (var number = 0; number < executions.Count; number++)
            {
                await store.HasLogAsync(executions[number].RunId, "created", $"entry {number}");
            }
        });
        cases.Add("A batch in another order than that of the ids gives each run its own entries and result", async store =>
        {
            var (first, second, third) = (await store.StartAsync(), await store.StartAsync(), await store.StartAsync());
            var results = await store.AppendAllAsync(
                third.Next(Texts.Of("third", count: 30)), first.Next(Texts.Of("first", count: 10)), second.Next(Texts.Of("second", count: 20)));

            Check.Sequence([31L, 11L, 21L], results.Select(result => result.Head));
            await store.HasLogAsync(first.RunId, "created", "first");
            await store.HasLogAsync(second.RunId, "created", "second");
            await store.HasLogAsync(third.RunId, "created", "third");
        });
        cases.Add("A batch made again with one append more commits that one only", async store =>
        {
            var (first, second, third) = (await store.StartAsync(), await store.StartAsync(), await store.StartAsync());
            RunAppend[] batch = [first.Next("first"), second.Next("second")];
            await store.AppendAllAsync(batch);

            Check.Outcomes(
                [AppendOutcome.AlreadyCommitted, AppendOutcome.Committed, AppendOutcome.AlreadyCommitted],
                await store.AppendAllAsync(batch[0], third.Next("third"), batch[1]));
            await store.HasLogAsync(first.RunId, "created", "first");
            await store.HasLogAsync(second.RunId, "created", "second");
            await store.HasLogAsync(third.RunId, "created", "third");
        });
        cases.Add("A batch may hold the runs of several workers", async store =>
        {
            var (one, two) = (await store.StartAsync("one"), await store.StartAsync("two"));

            Check.Outcomes([AppendOutcome.Committed, AppendOutcome.Committed], await store.AppendAllAsync(one.Next("of one"), two.Next("of two")));
        });
        cases.Add("One worker's token does not hold for another run in its batch", async store =>
        {
            var (one, two) = (await store.StartAsync("one"), await store.StartAsync("two"));

            Check.Outcomes(
                [AppendOutcome.Fenced, AppendOutcome.Fenced],
                await store.AppendAllAsync(one.Next("no") with { Token = two.Token }, two.Next("no") with { Token = one.Token }));
            await store.HasLogAsync(one.RunId, "created");
            await store.HasLogAsync(two.RunId, "created");
        });
        cases.Add("A batch changes each run as its append says", async store =>
        {
            var (ends, waits, goesOn) = (await store.StartAsync(), await store.StartAsync(), await store.StartAsync());
            await store.AppendAllAsync(
                ends.Next("end", Changes.To(RunStatus.Failed)),
                goesOn.Next("entry"),
                waits.Next("back", Changes.To(RunStatus.Queued)));

            Check.Equal(RunStatus.Failed, (await store.HeadAsync(ends.RunId)).Status);
            Check.Equal(RunStatus.Executing, (await store.HeadAsync(goesOn.RunId)).Status);
            Check.Equal(RunStatus.Queued, (await store.HeadAsync(waits.RunId)).Status);
        });
        cases.Add("A batch can mix segments of no bytes and of many", async store =>
        {
            var (empty, large) = (await store.StartAsync(), await store.StartAsync());
            var text = new string('x', 300_000);
            await store.AppendAllAsync(empty.Next(""), large.Next(text));

            await store.HasLogAsync(empty.RunId, "created", "");
            await store.HasLogAsync(large.RunId, "created", text);
        });

        return cases.All;
    }
}
