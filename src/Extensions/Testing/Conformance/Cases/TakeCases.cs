using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Which runs a worker is given.</summary>
internal static class TakeCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Take);

        cases.Add("A run that was taken executes, and is its worker's under the request's token", async store =>
        {
            var execution = await store.StartAsync("worker 7");
            var head = await store.HeadAsync(execution.RunId);

            Check.Equal(RunStatus.Executing, head.Status);
            Check.Equal("worker 7", head.Worker);
            Check.Equal(execution.Token, head.Token);
            Check.Equal(1, head.Attempt);
        });
        cases.Add("What a worker is told of a run agrees with its head", async store =>
        {
            var execution = await store.StartAsync(body: Texts.Of("created", count: 4));
            var head = await store.HeadAsync(execution.RunId);

            Check.Equal(TakenRun.Of(head), execution.Run);
            Check.Equal((1, 4L), (execution.Run.Attempt, execution.Run.Head));
        });
        cases.Add("Taking a run adds nothing to its log", async store => await store.HasLogAsync((await store.StartAsync()).RunId, "created"));
        cases.Add("No more runs are given than the limit", async store =>
        {
            await store.RegisterAsync();
            string[] created = [await store.CreateAsync(), await store.CreateAsync(), await store.CreateAsync()];

            Check.Sequence(created[..2], await store.TakeIdsAsync(limit: 2));
            Check.Sequence(created[2..], await store.TakeIdsAsync(limit: 2));
        });
        cases.Add("Fewer runs are given than the limit where there are not more", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();

            Check.Sequence([runId], await store.TakeIdsAsync(limit: 100));
        });
        cases.Add("One take can give a hundred runs", async store =>
        {
            await store.RegisterAsync();
            var runs = Enumerable.Range(0, 100).Select(_ => store.NewRun()).ToArray();
            await store.Calls.CreateAsync(runs, default);

            Check.Sequence(runs.Select(run => run.RunId), await store.TakeIdsAsync(limit: 100));
        });
        cases.Add("A run that was taken is not given again", async store =>
        {
            await store.RegisterAsync("one");
            await store.RegisterAsync("two");
            await store.CreateAsync();
            await store.TakeIdsAsync("one");

            Check.Empty(await store.TakeIdsAsync("one"));
            Check.Empty(await store.TakeIdsAsync("two"));
        });
        cases.Add("Only runs of tasks that the worker knows are given", async store =>
        {
            await store.RegisterAsync();
            await store.CreateAsync("unknown");
            var known = await store.CreateAsync("known");

            Check.Sequence([known], await store.TakeIdsAsync("worker", 5, "known", "another"));
        });
        cases.Add("A run that one worker does not know is left for one that does, in its place", async store =>
        {
            await store.RegisterAsync("one");
            await store.RegisterAsync("two");
            await store.DeclareAsync(limit: null, "queue", "a", "b");
            var first = await store.CreateAsync("b");
            var second = await store.CreateAsync("a");
            var third = await store.CreateAsync("a");

            Check.Sequence([second], await store.TakeIdsAsync("one", 1, "a"));
            Check.Sequence([first, third], await store.TakeIdsAsync("two", 5, "a", "b"));
        });
        cases.Add("Task ids that differ in case are different tasks", async store =>
        {
            await store.RegisterAsync();
            await store.CreateAsync("Send-Mail");
            var lower = await store.CreateAsync("send-mail");

            Check.Sequence([lower], await store.TakeIdsAsync("worker", 5, "send-mail"));
        });
        cases.Add("A worker that knows no task is given nothing", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            var result = await store.TakeAsync(store.Request(limit: 5) with { TaskIds = [] });

            Check.Empty(result.Runs);
            Check.True(result.IsAlive, "a worker that knows no task is alive");
            Check.Equal(RunStatus.Queued, (await store.HeadAsync(runId)).Status);
        });
        cases.Add("A worker may know a thousand tasks", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync("task 777");

            Check.Sequence([runId], await store.TakeIdsAsync("worker", 5, [.. Enumerable.Range(0, 1000).Select(number => $"task {number}")]));
        });
        cases.Add("A run that has ended is not given", async store =>
        {
            await store.RegisterAsync();
            await (await store.TakeUpAsync(await store.CreateAsync())).EndAsync(RunStatus.Failed);

            Check.Empty(await store.TakeIdsAsync());
        });
        cases.Add("A run that was canceled while it was queued is not given, and the one behind it is", async store =>
        {
            await store.RegisterAsync();
            var canceled = await store.CreateAsync();
            var behind = await store.CreateAsync();
            await store.OutsideAsync(canceled, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel));

            Check.Sequence([behind], await store.TakeIdsAsync(limit: 5));
        });
        cases.Add("A run's second execution has the number 2, a token of its own, and counts its appends anew", async store =>
        {
            var first = await store.StartAsync();
            await first.AppendAsync("first");
            await first.HandBackAsync();
            var second = await store.TakeUpAsync(first.RunId);
            var head = await store.HeadAsync(first.RunId);

            Check.Equal((2, 3L), (second.Run.Attempt, second.Run.Head));
            Check.Equal((second.Token, 0L), (head.Token, head.WriterSequence));
            Check.Outcome(AppendOutcome.Committed, await second.AppendAsync("second"));
            await store.HasLogAsync(first.RunId, "created", "first", "handed back", "second");
        });

        return cases.All;
    }
}
