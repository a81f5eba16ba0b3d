using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Logs and heads, when the store is opened again.</summary>
internal static class DurabilityCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Durability, StoreCapabilities.Durable);

        cases.Add("What was answered for is there when the store is opened again", async store =>
        {
            var (executing, delayed, ended) = (await store.StartAsync(), await store.StartAsync(), await store.StartAsync());
            var queued = await store.CreateAsync();
            await executing.AppendAsync("entry", Changes.Return);
            await delayed.DelayAsync(TimeSpan.FromMinutes(1));
            await ended.EndAsync();
            var before = await store.Calls.ListAsync(new RunQuery(), default);
            await store.ReopenAsync();

            Check.Sequence(before, await store.Calls.ListAsync(new RunQuery(), default));
            await store.HasLogAsync(executing.RunId, "created", "entry");
            await store.HasLogAsync(delayed.RunId, "created", "delayed");
            await store.HasLogAsync(ended.RunId, "created", "end");
            await store.HasLogAsync(queued, "created");
        });
        cases.Add("Bytes, counts and marks of state are kept", async store =>
        {
            var execution = await store.StartAsync();
            var bytes = new byte[200_000];
            new Random(4).NextBytes(bytes);
            await execution.AppendAsync(new SegmentBody(7, HasState: false, bytes));
            await store.ReopenAsync();
            var segment = (await store.LogAsync(execution.RunId))[^1];

            Check.Equal((8L, 7, false), (segment.Last, segment.Body.Count, segment.Body.HasState));
            Check.True(segment.Body.Bytes.Span.SequenceEqual(bytes), "the bytes are kept");
        });
        cases.Add("An execution that outlives the store's closing goes on under its token, and its sequences are dense", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("before");
            await store.ReopenAsync();

            Check.Equal(3, (await execution.AppendAsync("after")).Head);
            await store.HasLogAsync(execution.RunId, "created", "before", "after");
        });
        cases.Add("An append made again after the store was opened again is known as done", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("once");
            await store.ReopenAsync();

            Check.Outcome(AppendOutcome.AlreadyCommitted, await execution.RepeatAsync());
            await store.HasLogAsync(execution.RunId, "created", "once");
        });
        cases.Add("An operation made again after the store was opened again is known as done", async store =>
        {
            var operation = store.Outside(await store.CreateAsync(), "once");
            await store.AppendAsync(operation);
            await store.ReopenAsync();

            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(operation));
            await store.HasLogAsync(operation.RunId, "created", "once");
        });
        cases.Add("Creating a run again after the store was opened again leaves it as it is", async store =>
        {
            var run = store.NewRun();
            await store.Calls.CreateAsync([run], default);
            await store.ReopenAsync();
            await store.Calls.CreateAsync([run with { Body = Texts.Of("again") }], default);

            await store.HasLogAsync(run.RunId, "created");
            await store.RegisterAsync();
            Check.Sequence([run.RunId], await store.TakeIdsAsync(limit: 5));
        });
        cases.Add("What was decided stays decided", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);
            await store.ReopenAsync();

            Check.Outcome(AppendOutcome.Refused, await execution.AppendAsync("returned", Changes.Return));
            Check.Outcome(AppendOutcome.Committed, await execution.EndAsync(RunStatus.Canceled));
        });
        cases.Add("What has ended stays ended", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();
            await store.ReopenAsync();

            Check.Outcome(AppendOutcome.Ended, await execution.AppendAsync("late"));
            Check.Outcome(AppendOutcome.Ended, await store.OutsideAsync(execution.RunId, "late"));
        });
        cases.Add("A store can be opened again many times", async store =>
        {
            var execution = await store.StartAsync();
            for (var opened = 1; opened <= 5; opened++)
            {
                await store.ReopenAsync();
                Check.Equal(1 + opened, (await execution.AppendAsync($"{opened}")).Head);
            }

            await store.HasLogAsync(execution.RunId, "created", "1", "2", "3", "4", "5");
        });

        return cases.All;
    }
}
