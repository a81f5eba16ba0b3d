using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>What an append of somebody who does not own the run expects of it.</summary>
internal static class OutsideAppendCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.OutsideAppend);

        cases.Add("Entries from outside are in the log, and tell the sequence of the last", async store =>
        {
            var runId = await store.CreateAsync();

            Check.Equal(
                new AppendResult(AppendOutcome.Committed, Head: 3, Intent: null),
                await store.AppendAsync(store.Outside(runId, "two") with { Body = Texts.Of("two", count: 2) }));
            await store.HasLogAsync(runId, "created", "two");
        });
        cases.Add("Entries from outside and the owner's stand in one order, and the owner's numbers are its own", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("one");
            await store.OutsideAsync(execution.RunId, "outside");
            Check.Equal(1, (await store.HeadAsync(execution.RunId)).WriterSequence);

            Check.Equal(4, (await execution.AppendAsync("two")).Head);
            await store.HasLogAsync(execution.RunId, "created", "one", "outside", "two");
        });
        cases.Add("An append from outside to an unknown run is not found, and makes no run", async store =>
        {
            var runId = store.NewId();

            Check.Equal(new AppendResult(AppendOutcome.NotFound, Head: 0, Intent: null), await store.OutsideAsync(runId, "nowhere"));
            Check.Equal(null, await store.Calls.GetAsync(runId, default));
        });
        cases.Add("After the end appends from outside are refused", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();

            Check.Equal(new AppendResult(AppendOutcome.Ended, Head: 2, Intent: null), await store.OutsideAsync(execution.RunId, "late"));
            await store.HasLogAsync(execution.RunId, "created", "end");
        });
        cases.Add("An expected head that is the run's holds", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry");

            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(store.Outside(execution.RunId, "outside") with { ExpectedHead = 2 }));
        });
        cases.Add("An expected head that is not the run's conflicts, and the result tells the head", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry");

            foreach (var expected in new[] { 1, 3 })
            {
                Check.Equal(
                    new AppendResult(AppendOutcome.Conflict, Head: 2, Intent: null),
                    await store.AppendAsync(store.Outside(execution.RunId, "outside", Changes.Cancel) with { ExpectedHead = expected }));
            }

            Check.Equal(null, (await store.HeadAsync(execution.RunId)).Intent);
            await store.HasLogAsync(execution.RunId, "created", "entry");
        });
        cases.Add("What expects an owner holds only while an execution owns the run", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            OutsideAppend New() => store.Outside(runId, "outside") with { Ownership = RunOwnership.Owned };

            Check.Outcome(AppendOutcome.Conflict, await store.AppendAsync(New()), "one to a queued run");
            var execution = await store.TakeUpAsync(runId);
            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(New()), "one to an executing run");
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            Check.Outcome(AppendOutcome.Conflict, await store.AppendAsync(New()), "one to a delayed run");
            await store.HasLogAsync(runId, "created", "outside", "delayed");
        });
        cases.Add("What expects no owner holds only while no execution owns the run", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            OutsideAppend New() => store.Outside(runId, "outside") with { Ownership = RunOwnership.Unowned };

            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(New()), "one to a queued run");
            var execution = await store.TakeUpAsync(runId);
            Check.Outcome(AppendOutcome.Conflict, await store.AppendAsync(New()), "one to an executing run");
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(New()), "one to a delayed run");
            await store.HasLogAsync(runId, "created", "outside", "delayed", "outside");
        });
        cases.Add("What expects nothing of ownership holds for queued, executing and delayed runs", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            await store.OutsideAsync(runId, "while queued");
            var execution = await store.TakeUpAsync(runId);
            await store.OutsideAsync(runId, "while executing");
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            await store.OutsideAsync(runId, "while delayed");

            await store.HasLogAsync(runId, "created", "while queued", "while executing", "delayed", "while delayed");
        });
        cases.Add("An expected token holds only for the execution that has it", async store =>
        {
            var first = await store.StartAsync();
            OutsideAppend New() => store.Outside(first.RunId, "outside") with { Ownership = RunOwnership.Owned, ExpectedToken = first.Token };

            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(New()), "one while the execution owns the run");
            await first.HandBackAsync();
            Check.Outcome(AppendOutcome.Conflict, await store.AppendAsync(New()), "one after it was handed back");
            await store.TakeUpAsync(first.RunId);
            Check.Outcome(AppendOutcome.Conflict, await store.AppendAsync(New()), "one while the next execution owns the run");
        });
        cases.Add("An append from outside that conflicts with an ended run is told of the end", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();

            Check.Outcome(
                AppendOutcome.Ended,
                await store.AppendAsync(store.Outside(execution.RunId, "late") with { ExpectedHead = 1, Ownership = RunOwnership.Owned }));
        });

        return cases.All;
    }
}
