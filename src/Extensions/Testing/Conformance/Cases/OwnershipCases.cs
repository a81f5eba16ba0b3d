using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>What a worker's executions own.</summary>
internal static class OwnershipCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Leases);

        cases.Add("A worker owns the runs that it was given, and those only", async store =>
        {
            var (first, second) = (await store.StartAsync("one"), await store.StartAsync("one"));
            var other = await store.StartAsync("two");
            await store.CreateAsync();

            Check.Set([first.RunId, second.RunId], (await store.Calls.ListOwnedAsync("one", default)).Select(head => head.RunId));
            Check.Set([other.RunId], (await store.Calls.ListOwnedAsync("two", default)).Select(head => head.RunId));
        });
        cases.Add("What is told of an owned run is its head", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry");

            Check.Equal(await store.HeadAsync(execution.RunId), Check.Single(await store.Calls.ListOwnedAsync("worker", default)));
        });
        cases.Add("A worker that is not known owns nothing", async store => Check.Empty(await store.Calls.ListOwnedAsync("nobody", default)));
        cases.Add("A worker no longer owns what it ended, delayed or handed back", async store =>
        {
            var (ended, delayed, back, goesOn) = (await store.StartAsync(), await store.StartAsync(), await store.StartAsync(), await store.StartAsync());
            await ended.EndAsync();
            await delayed.DelayAsync(TimeSpan.FromMinutes(1));
            await back.HandBackAsync();

            Check.Equal(goesOn.RunId, Check.Single(await store.Calls.ListOwnedAsync("worker", default)).RunId);
        });
        cases.Add("A run that another worker took over is that one's", async store =>
        {
            var execution = await store.StartAsync("one");
            await execution.HandBackAsync();
            await store.RegisterAsync("two");
            await store.TakeUpAsync(execution.RunId, "two");

            Check.Empty(await store.Calls.ListOwnedAsync("one", default));
            Check.Equal(execution.RunId, Check.Single(await store.Calls.ListOwnedAsync("two", default)).RunId);
        });
        cases.Add("A worker that owns a run is not released, and goes on", async store =>
        {
            var execution = await store.StartAsync();
            await store.Calls.ReleaseAsync("worker", default);

            Check.Equal("worker", Check.Single(await store.Calls.ListLeasesAsync(default)).Worker);
            Check.True(await store.Calls.RenewAsync("worker", default), "a worker that could not be released is alive");
            Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync("goes on"));
        });
        cases.Add("A worker that has let go of its last run is released", async store =>
        {
            var execution = await store.StartAsync();
            await execution.HandBackAsync();
            await store.Calls.ReleaseAsync("worker", default);

            Check.Empty(await store.Calls.ListLeasesAsync(default));
        });
        cases.Add("The last append of a worker that was released, made again, is known as done", async store =>
        {
            var execution = await store.StartAsync();
            await execution.EndAsync();
            await store.Calls.ReleaseAsync("worker", default);

            Check.Outcome(AppendOutcome.AlreadyCommitted, await execution.RepeatAsync());
        });

        return cases.All;
    }
}
