using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>What is there when runs were created.</summary>
internal static class CreateCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Create);

        cases.Add("A created run is queued, and nobody has executed it", async store =>
        {
            var head = await store.HeadAsync(await store.CreateAsync());

            Check.Equal(RunStatus.Queued, head.Status);
            Check.Equal(0, head.Attempt);
            Check.Equal(0, head.WriterSequence);
            Check.Equal((null, null, null), (head.Worker, head.Token, head.Intent));
            Check.Equal((null, null), (head.DueAt, head.FinishedAt));
        });
        cases.Add("A created run's head is the number of its first entries", async store =>
            Check.Equal(3, (await store.HeadAsync(await store.CreateAsync(body: Texts.Of("three entries", count: 3)))).Head));
        cases.Add("A created run keeps its id, its task and the time when it was triggered", async store =>
        {
            var run = store.NewRun("send-mail") with { CreatedAt = store.Time.GetUtcNow().AddMilliseconds(-1234) };
            await store.Calls.CreateAsync([run], default);
            var head = await store.HeadAsync(run.RunId);

            Check.Equal((run.RunId, "send-mail"), (head.RunId, head.TaskId));
            Check.Time(run.CreatedAt, head.CreatedAt);
        });
        cases.Add("The time when a run was triggered is an instant, whatever its offset", async store =>
        {
            var run = store.NewRun() with { CreatedAt = store.Time.GetUtcNow().ToOffset(TimeSpan.FromHours(5.5)) };
            await store.Calls.CreateAsync([run], default);

            Check.Time(run.CreatedAt, (await store.HeadAsync(run.RunId)).CreatedAt);
        });
        cases.Add("A created run's log holds its first entries", async store =>
            await store.HasLogAsync(await store.CreateAsync(body: Texts.Of("first", count: 2)), "first"));
        cases.Add("A run that exists already is left as it is", async store =>
        {
            var run = store.NewRun("first task");
            await store.Calls.CreateAsync([run], default);
            var before = await store.HeadAsync(run.RunId);
            await store.Calls.CreateAsync([run with { TaskId = "second task", Body = Texts.Of("second", count: 9) }], default);

            Check.Equal(before, await store.HeadAsync(run.RunId));
            await store.HasLogAsync(run.RunId, "created");
        });
        cases.Add("A batch creates all its runs, each with its own entries", async store =>
        {
            var runs = Enumerable.Range(0, 5).Select(number => store.NewRun($"task {number}", Texts.Of($"run {number}"))).ToArray();
            await store.Calls.CreateAsync(runs, default);

            for (var number = 0; number < runs.Length; number++)
            {
                Check.Equal($"task {number}", (await store.HeadAsync(runs[number].RunId)).TaskId);
                await store.HasLogAsync(runs[number].RunId, $"run {number}");
            }
        });
        cases.Add("A batch creates its new runs though another of its runs exists already", async store =>
        {
            var (first, existing, last) = (store.NewRun(), store.NewRun(), store.NewRun());
            await store.Calls.CreateAsync([existing], default);
            await store.Calls.CreateAsync([first, existing with { Body = Texts.Of("again") }, last], default);

            await store.HasLogAsync(first.RunId, "created");
            await store.HasLogAsync(existing.RunId, "created");
            await store.HasLogAsync(last.RunId, "created");
        });
        cases.Add("A run that stands twice in one batch is created once, as it stands first", async store =>
        {
            var run = store.NewRun();
            await store.Calls.CreateAsync([run, run with { Body = Texts.Of("second") }], default);

            await store.HasLogAsync(run.RunId, "created");
            await store.RegisterAsync();
            Check.Sequence([run.RunId], await store.TakeIdsAsync(limit: 5));
        });
        cases.Add("An empty batch creates nothing", async store =>
        {
            await store.Calls.CreateAsync([], default);

            Check.Empty(await store.Calls.ListAsync(new RunQuery(), default));
        });
        cases.Add("A batch of a thousand runs is created whole", async store =>
        {
            var runs = Enumerable.Range(0, 1000).Select(_ => store.NewRun()).ToArray();
            await store.Calls.CreateAsync(runs, default);

            Check.Set(runs.Select(run => run.RunId), (await store.Calls.ListAsync(new RunQuery { Limit = 1000 }, default)).Select(head => head.RunId));
        });
        cases.Add("Creating a run again while it executes leaves it in its worker's hands", async store =>
        {
            await store.RegisterAsync();
            var run = store.NewRun();
            await store.Calls.CreateAsync([run], default);
            var execution = await store.TakeUpAsync(run.RunId);
            await store.Calls.CreateAsync([run], default);

            Check.Equal(RunStatus.Executing, (await store.HeadAsync(run.RunId)).Status);
            Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync("goes on"));
            Check.Empty(await store.TakeIdsAsync());
        });
        cases.Add("Creating a run again after it ended does not start it again", async store =>
        {
            await store.RegisterAsync();
            var run = store.NewRun();
            await store.Calls.CreateAsync([run], default);
            await (await store.TakeUpAsync(run.RunId)).EndAsync();
            await store.Calls.CreateAsync([run], default);

            Check.Equal(RunStatus.Completed, (await store.HeadAsync(run.RunId)).Status);
            await store.HasLogAsync(run.RunId, "created", "end");
            Check.Empty(await store.TakeIdsAsync());
        });
        cases.Add("Names with quotes, percent signs, NUL-like escapes and letters beyond ASCII are kept", async store =>
        {
            const string Name = "o'brien \"; DROP TABLE run; -- 100% _ \\0 ü 任务 🐟";
            await store.RegisterAsync(Name);
            var execution = await store.TakeUpAsync(await store.CreateAsync(Name), Name);
            var operation = store.Outside(execution.RunId, "from outside") with { OperationId = Name };

            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(operation));
            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(operation));
            var head = await store.HeadAsync(execution.RunId);
            Check.Equal((Name, Name), (head.TaskId, head.Worker));
            Check.Equal(Name, Check.Single(await store.Calls.ListLeasesAsync(default)).Worker);
        });
        cases.Add("A run's epoch stays what it is, and every call tells the same", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            var epoch = (await store.HeadAsync(runId)).Epoch;
            var execution = await store.TakeUpAsync(runId);
            await execution.AppendAsync("entry");

            Check.Equal(epoch, execution.Run.Epoch);
            Check.Equal(epoch, (await store.HeadAsync(runId)).Epoch);
            Check.Equal(epoch, Check.Single(await store.Calls.ListAsync(new RunQuery(), default)).Epoch);
        });

        return cases.All;
    }
}
