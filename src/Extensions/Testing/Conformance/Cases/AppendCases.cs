using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Tokens, the numbers of appends, and sequences.</summary>
internal static class AppendCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Append);

        cases.Add("An execution's append is in the log, and tells the sequence of its last entry", async store =>
        {
            var execution = await store.StartAsync();
            var result = await execution.AppendAsync(Texts.Of("three entries", count: 3));

            Check.Equal(new AppendResult(AppendOutcome.Committed, Head: 4, Intent: null), result);
            Check.Equal((4L, 1L), ((await store.HeadAsync(execution.RunId)).Head, (await store.HeadAsync(execution.RunId)).WriterSequence));
            await store.HasLogAsync(execution.RunId, "created", "three entries");
        });
        cases.Add("Sequences are dense over appends of different counts", async store =>
        {
            var execution = await store.StartAsync(body: Texts.Of("created", count: 2));
            foreach (var count in new[] { 1, 300, 2, 1 })
            {
                await execution.AppendAsync(Texts.Of($"{count}", count));
            }

            Check.Sequence([2L, 3L, 303L, 305L, 306L], (await store.LogAsync(execution.RunId)).Select(segment => segment.Last));
        });
        cases.Add("Five hundred appends to one run are all there, in order", async store =>
        {
            var execution = await store.StartAsync();
            var texts = Enumerable.Range(0, 500).Select(number => $"entry {number}").ToArray();
            foreach (var text in texts)
            {
                Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync(text));
            }

            await store.HasLogAsync(execution.RunId, ["created", .. texts]);
        });
        cases.Add("Another token than the run's is fenced, and nothing of the append is kept", async store =>
        {
            var execution = await store.StartAsync();
            var before = await store.HeadAsync(execution.RunId);
            var result = await store.AppendAsync(execution.Next("fenced", Changes.To(RunStatus.Completed)) with { Token = execution.Token + 1 });

            Check.Equal(new AppendResult(AppendOutcome.Fenced, Head: 1, Intent: null), result);
            Check.Equal(before, await store.HeadAsync(execution.RunId));
            await store.HasLogAsync(execution.RunId, "created");
        });
        cases.Add("Nobody's token holds while the run has not been taken", async store =>
        {
            var runId = await store.CreateAsync();

            Check.Outcome(AppendOutcome.Fenced, await store.AppendAsync(new RunAppend(runId, Token: 0, 1, Texts.Of("early"), Change: null)));
            await store.HasLogAsync(runId, "created");
        });
        cases.Add("An execution that handed its run back is fenced, though nobody has taken it yet", async store =>
        {
            var execution = await store.StartAsync();
            await execution.HandBackAsync();

            Check.Outcome(AppendOutcome.Fenced, await execution.AppendAsync("late"));
            await store.HasLogAsync(execution.RunId, "created", "handed back");
        });
        cases.Add("An execution whose run another one has is fenced", async store =>
        {
            var late = await store.StartAsync();
            await late.HandBackAsync();
            var present = await store.TakeUpAsync(late.RunId);

            Check.Outcome(AppendOutcome.Fenced, await late.AppendAsync("late"));
            Check.Outcome(AppendOutcome.Committed, await present.AppendAsync("present"));
            await store.HasLogAsync(late.RunId, "created", "handed back", "present");
        });
        cases.Add("An append to an unknown run is not found, and makes no run", async store =>
        {
            var runId = store.NewId();

            Check.Equal(
                new AppendResult(AppendOutcome.NotFound, Head: 0, Intent: null),
                await store.AppendAsync(new RunAppend(runId, 1, 1, Texts.Of("nowhere"), Change: null)));
            Check.Equal(null, await store.Calls.GetAsync(runId, default));
        });
        cases.Add("After the end an execution's appends are refused", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();

            Check.Equal(new AppendResult(AppendOutcome.Ended, Head: 2, Intent: null), await execution.AppendAsync("late"));
            await store.HasLogAsync(execution.RunId, "created", "end");
        });
        cases.Add("The numbers of an execution's appends may leave gaps; its sequences do not", async store =>
        {
            var execution = await store.StartAsync();
            var append = execution.Next("first");

            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(append));
            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(append with { WriterSequence = 7, Body = Texts.Of("seventh") }));
            Check.Equal(7, (await store.HeadAsync(execution.RunId)).WriterSequence);
            await store.HasLogAsync(execution.RunId, "created", "first", "seventh");
        });
        cases.Add("A refused append does not use up its number", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);
            var append = execution.Next("end", Changes.To(RunStatus.Completed));

            Check.Outcome(AppendOutcome.Refused, await store.AppendAsync(append));
            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(append with { Change = Changes.To(RunStatus.Canceled) }));
            await store.HasLogAsync(execution.RunId, "created", "cancel", "end");
        });
        cases.Add("An owner hears of a cancel request with its next append", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);

            Check.Equal(new AppendResult(AppendOutcome.Committed, Head: 3, RunIntent.Cancel), await execution.AppendAsync("entry"));
        });
        cases.Add("An append that is refused or fenced tells the run's head and intent, too", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);

            Check.Equal(new AppendResult(AppendOutcome.Refused, Head: 2, RunIntent.Cancel), await execution.EndAsync());
            Check.Equal(
                new AppendResult(AppendOutcome.Fenced, Head: 2, RunIntent.Cancel),
                await store.AppendAsync(execution.Next("fenced") with { Token = execution.Token + 1 }));
        });

        return cases.All;
    }
}
