using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Operations that are made again.</summary>
internal static class OutsideOperationCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.OutsideAppend);

        cases.Add("An operation made again is known as done, and is in the log once", async store =>
        {
            var operation = store.Outside(await store.CreateAsync(), "once");
            await store.AppendAsync(operation);

            Check.Equal(new AppendResult(AppendOutcome.AlreadyCommitted, Head: 2, Intent: null), await store.AppendAsync(operation));
            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(operation));
            await store.HasLogAsync(operation.RunId, "created", "once");
        });
        cases.Add("An operation made again after others is known as done, and tells the run's present head", async store =>
        {
            var runId = await store.CreateAsync();
            var operation = store.Outside(runId, "first");
            await store.AppendAsync(operation);
            await store.OutsideAsync(runId, "second");

            Check.Equal(new AppendResult(AppendOutcome.AlreadyCommitted, Head: 3, Intent: null), await store.AppendAsync(operation));
            await store.HasLogAsync(runId, "created", "first", "second");
        });
        cases.Add("An operation made again after it moved the head that it expected is known as done", async store =>
        {
            var operation = store.Outside(await store.CreateAsync(), "once") with { ExpectedHead = 1 };
            await store.AppendAsync(operation);

            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(operation));
        });
        cases.Add("An operation that decided the end, made again, is known as done and not refused", async store =>
        {
            var operation = store.Outside((await store.StartAsync()).RunId, "cancel", Changes.Cancel);
            await store.AppendAsync(operation);

            Check.Equal(new AppendResult(AppendOutcome.AlreadyCommitted, Head: 2, RunIntent.Cancel), await store.AppendAsync(operation));
        });
        cases.Add("An operation that ended the run, made again, is known as done", async store =>
        {
            var operation = store.Outside(await store.CreateAsync(), "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel));
            await store.AppendAsync(operation);

            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(operation));
        });
        cases.Add("An operation made again after the owner ended the run is known as done", async store =>
        {
            var execution = await store.StartAsync();
            var operation = store.Outside(execution.RunId, "outside");
            await store.AppendAsync(operation);
            await execution.EndAsync();

            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(operation));
            await store.HasLogAsync(execution.RunId, "created", "outside", "end");
        });
        cases.Add("An operation that took a run away, made again after another has it, takes it from nobody", async store =>
        {
            var first = await store.StartAsync();
            var operation = store.Outside(first.RunId, "taken away", Changes.To(RunStatus.Queued));
            await store.AppendAsync(operation);
            var second = await store.TakeUpAsync(first.RunId);

            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(operation));
            Check.Outcome(AppendOutcome.Committed, await second.AppendAsync("goes on"));
        });
        cases.Add("An operation that conflicted was not done, and can be made later", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            var operation = store.Outside(runId, "cancel", Changes.Cancel) with { Ownership = RunOwnership.Owned };
            Check.Outcome(AppendOutcome.Conflict, await store.AppendAsync(operation), "the operation while nobody owns the run");
            await store.TakeUpAsync(runId);

            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(operation), "the operation while an execution owns the run");
            await store.HasLogAsync(runId, "created", "cancel");
        });
        cases.Add("An operation that was refused was not done, and is refused again", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("returned", Changes.Return);
            var operation = store.Outside(execution.RunId, "cancel", Changes.Cancel);

            Check.Outcome(AppendOutcome.Refused, await store.AppendAsync(operation), "the operation, the first time");
            Check.Outcome(AppendOutcome.Refused, await store.AppendAsync(operation), "the operation, the second time");
        });
        cases.Add("The same operation on two runs is two operations", async store =>
        {
            var operation = store.Outside(await store.CreateAsync(), "outside");
            var other = operation with { RunId = await store.CreateAsync() };

            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(operation), "the first run's");
            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(other), "the second run's");
        });
        cases.Add("Operations whose names differ in case are different operations", async store =>
        {
            var operation = store.Outside(await store.CreateAsync(), "outside") with { OperationId = "cancel/a" };
            await store.AppendAsync(operation);

            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(operation with { OperationId = "cancel/A" }));
        });
        cases.Add("A hundred operations on one run are all remembered", async store =>
        {
            var runId = await store.CreateAsync();
            var operations = Enumerable.Range(0, 100).Select(number => store.Outside(runId, $"operation {number}")).ToArray();
            foreach (var operation in (OutsideAppend[])[.. operations, .. operations])
            {
                await store.AppendAsync(operation);
            }

            await store.HasLogAsync(runId, ["created", .. operations.Select(operation => operation.Body).Select((_, number) => $"operation {number}")]);
        });

        return cases.All;
    }
}
