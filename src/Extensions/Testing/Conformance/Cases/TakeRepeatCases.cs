using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Takes whose answer was lost, and that are made again.</summary>
internal static class TakeRepeatCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Take);

        cases.Add("A take made again gives the same runs", async store =>
        {
            await store.RegisterAsync();
            await store.CreateAsync(body: Texts.Of("created", count: 2));
            await store.CreateAsync();
            var request = store.Request(limit: 2);
            var once = await store.TakeAsync(request);

            Check.Equal(2, once.Runs.Count);
            Check.Sequence(once.Runs, (await store.TakeAsync(request)).Runs);
            Check.Sequence(once.Runs, (await store.TakeAsync(request)).Runs);
        });
        cases.Add("A take made again gives no more, though more runs became ready", async store =>
        {
            await store.RegisterAsync();
            var first = await store.CreateAsync();
            var request = store.Request(limit: 5);
            await store.TakeAsync(request);
            var second = await store.CreateAsync();

            Check.Sequence([first], (await store.TakeAsync(request)).Runs.Select(run => run.RunId));
            Check.Sequence([second], await store.TakeIdsAsync());
        });
        cases.Add("A take made again counts no second execution", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            var request = store.Request();
            await store.TakeAsync(request);
            var before = await store.HeadAsync(runId);
            await store.TakeAsync(request);

            Check.Equal(before, await store.HeadAsync(runId));
        });
        cases.Add("A take made again late leaves the executions where they are", async store =>
        {
            await store.RegisterAsync();
            var (first, second) = (await store.CreateAsync(), await store.CreateAsync());
            var request = store.Request(limit: 2);
            await store.TakeAsync(request);
            await store.AppendAllAsync(
                new RunAppend(first, request.Token, 1, Texts.Of("end"), Changes.To(RunStatus.Completed)),
                new RunAppend(second, request.Token, 1, Texts.Of("entry"), Change: null));
            RunHead[] before = [await store.HeadAsync(first), await store.HeadAsync(second)];
            await store.TakeAsync(request);

            Check.Sequence(before, [await store.HeadAsync(first), await store.HeadAsync(second)]);
        });
        cases.Add("A take with another token gives other runs", async store =>
        {
            await store.RegisterAsync();
            var (first, second) = (await store.CreateAsync(), await store.CreateAsync());

            Check.Sequence([first], await store.TakeIdsAsync());
            Check.Sequence([second], await store.TakeIdsAsync());
        });
        cases.Add("Two workers that happen to use the same token are given different runs", async store =>
        {
            await store.RegisterAsync("one");
            await store.RegisterAsync("two");
            var (first, second) = (await store.CreateAsync(), await store.CreateAsync());
            var request = store.Request("one");

            Check.Equal(first, Check.Single((await store.TakeAsync(request)).Runs).RunId);
            Check.Equal(second, Check.Single((await store.TakeAsync(request with { Worker = "two" })).Runs).RunId);
        });
        cases.Add("Any number is a token: the least, negative, zero and the greatest", async store =>
        {
            await store.RegisterAsync();
            foreach (var token in new[] { long.MinValue, -1, 0, long.MaxValue })
            {
                var runId = await store.CreateAsync();
                await store.TakeAsync(store.Request() with { Token = token });

                Check.Equal(token, (await store.HeadAsync(runId)).Token);
                Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(new RunAppend(runId, token, 1, Texts.Of("entry"), Change: null)));
            }
        });
        cases.Add("A take that comes late, after a newer one, is given nothing", async store =>
        {
            await store.RegisterAsync();
            var (late, newer) = (store.Request(), store.Request());
            await store.TakeAsync(newer);
            var runId = await store.CreateAsync();

            // Its worker has given it up: what it was given would be owned, and executed by nobody.
            Check.Empty((await store.TakeAsync(late)).Runs);
            Check.Equal(RunStatus.Queued, (await store.HeadAsync(runId)).Status);
        });
        cases.Add("A take that comes late, after a newer one that was given runs, leaves those of both alone", async store =>
        {
            await store.RegisterAsync();
            var (first, second) = (await store.CreateAsync(), await store.CreateAsync());
            var (late, newer) = (store.Request(), store.Request());
            Check.Equal(first, Check.Single((await store.TakeAsync(late)).Runs).RunId);
            Check.Equal(second, Check.Single((await store.TakeAsync(newer)).Runs).RunId);
            await store.TakeAsync(late);

            Check.Sequence([late.Token, newer.Token], [(await store.HeadAsync(first)).Token!.Value, (await store.HeadAsync(second)).Token!.Value]);
            Check.Sequence([1, 1], [(await store.HeadAsync(first)).Attempt, (await store.HeadAsync(second)).Attempt]);
        });
        cases.Add("A take made again after a delayed run became due has the worker look again at once", async store =>
        {
            await store.RegisterAsync();
            var execution = await store.TakeUpAsync(await store.CreateAsync());
            await store.CreateAsync();
            await execution.DelayAsync(TimeSpan.FromMinutes(1));
            var request = store.Request();
            await store.TakeAsync(request);
            store.Time.Advance(TimeSpan.FromMinutes(5));
            var result = await store.TakeAsync(request);

            // Without it the worker would sleep, and nobody is told when a run becomes due.
            Check.True(result.NextDueIn <= TimeSpan.Zero, $"NextDueIn, '{result.NextDueIn}', is zero or less");
        });

        return cases.All;
    }
}
