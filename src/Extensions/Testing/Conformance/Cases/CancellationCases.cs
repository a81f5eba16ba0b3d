using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Calls that are given up before they began: done or not, but never half, and never twice.</summary>
internal static class CancellationCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Cancellation);

        cases.Add("A create that is given up can be made again", async store =>
        {
            await store.RegisterAsync();
            NewRun[] runs = [store.NewRun(), store.NewRun()];
            await GivenUpAsync(async token => await store.Calls.CreateAsync(runs, token));
            await store.Calls.CreateAsync(runs, default);

            Check.Set(runs.Select(run => run.RunId), await store.TakeIdsAsync(limit: 5));
        });
        cases.Add("A create that is given up creates all its runs or none", async store =>
        {
            await GivenUpAsync(async token => await store.Calls.CreateAsync([store.NewRun(), store.NewRun(), store.NewRun()], token));
            var listed = (await store.Calls.ListAsync(new RunQuery(), default)).Count;

            Check.True(listed is 0 or 3, $"all 3 runs or none are there (seen: {listed})");
        });
        cases.Add("A take that is given up can be made again: it loses no run", async store =>
        {
            await store.RegisterAsync();
            NewRun[] runs = [store.NewRun(), store.NewRun()];
            await store.Calls.CreateAsync(runs, default);
            var request = store.Request(limit: 5);
            await GivenUpAsync(async token => await store.Calls.TakeAsync(request, token));

            Check.Sequence(runs.Select(run => run.RunId), (await store.TakeAsync(request)).Runs.Select(run => run.RunId));
        });
        cases.Add("Whether an append that was given up is in the log is found out by appending again", async store =>
        {
            var execution = await store.StartAsync();
            var append = execution.Next("once");
            var isDone = await GivenUpAsync(async token => await store.Calls.AppendAsync([append], writer: null, token));
            var result = await store.AppendAsync(append);

            Check.True(
                result.Outcome == AppendOutcome.AlreadyCommitted || (result.Outcome == AppendOutcome.Committed && !isDone),
                $"the append is known as done, or is done now (answered before: {isDone}, seen: {result.Outcome})");
            await store.HasLogAsync(execution.RunId, "created", "once");
        });
        cases.Add("Whether an append from outside that was given up is in the log is found out by making it again", async store =>
        {
            var append = store.Outside(await store.CreateAsync(), "once");
            var isDone = await GivenUpAsync(async token => await store.Calls.AppendAsync(append, token));
            var result = await store.AppendAsync(append);

            Check.True(
                result.Outcome == AppendOutcome.AlreadyCommitted || (result.Outcome == AppendOutcome.Committed && !isDone),
                $"the operation is known as done, or is done now (answered before: {isDone}, seen: {result.Outcome})");
            await store.HasLogAsync(append.RunId, "created", "once");
        });
        cases.Add("An append that is given up goes with its change, or without both", async store =>
        {
            var execution = await store.StartAsync();
            var append = execution.Next("end", Changes.To(RunStatus.Completed));
            await GivenUpAsync(async token => await store.Calls.AppendAsync([append], writer: null, token));
            var head = await store.HeadAsync(execution.RunId);

            Check.Equal(head.Status == RunStatus.Completed ? 2 : 1, (await store.LogAsync(execution.RunId)).Count);
        });
        cases.Add("Reads that are given up disturb nothing", async store =>
        {
            var execution = await store.StartAsync();
            await GivenUpAsync(async token => await store.Calls.ReadAsync(new ReadRequest(execution.RunId, After: 0), token));
            await GivenUpAsync(async token => await store.Calls.GetAsync(execution.RunId, token));
            await GivenUpAsync(async token => await store.Calls.ListAsync(new RunQuery(), token));
            await GivenUpAsync(async token => await store.Calls.ListOwnedAsync("worker", token));
            await GivenUpAsync(async token => await store.Calls.ListLeasesAsync(token));

            Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync("goes on"));
            await store.HasLogAsync(execution.RunId, "created", "goes on");
        });
        cases.Add("A worker that gave up registering or renewing can do it again", async store =>
        {
            await GivenUpAsync(async token => await store.Calls.RegisterAsync("worker", TimeSpan.FromSeconds(30), token));
            await store.RegisterAsync();
            await GivenUpAsync(async token => await store.Calls.RenewAsync("worker", token));

            Check.True(await store.Calls.RenewAsync("worker", default), "the worker is alive");
        });

        return cases.All;
    }

    /// <summary>Makes a call with a token that is canceled.</summary>
    /// <returns>Whether it was answered all the same, which a store may do.</returns>
    private static async Task<bool> GivenUpAsync(Func<CancellationToken, Task> call)
    {
        try
        {
            await call(new CancellationToken(canceled: true));
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
