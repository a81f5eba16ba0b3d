using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Who owns a run that waits, and who may write to it.</summary>
internal static class WaitingOwnerCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Waiting);

        cases.Add("What waits is among what its worker owns", async store =>
        {
            var (waits, executes) = (await store.StartAsync(), await store.StartAsync());
            await waits.WaitAsync();

            Check.Set([waits.RunId, executes.RunId], (await store.Calls.ListOwnedAsync("worker", default)).Select(head => head.RunId));
        });
        cases.Add("A worker whose run waits is not released", async store =>
        {
            await (await store.StartAsync()).WaitAsync();
            await store.Calls.ReleaseAsync("worker", default);

            Check.True(await store.Calls.RenewAsync("worker", default), "a worker whose run waits is not released");
        });
        cases.Add("An append for whoever owns the run holds while it waits, one for nobody conflicts", async store =>
        {
            var execution = await store.StartAsync();
            await execution.WaitAsync();

            Check.Outcome(AppendOutcome.Conflict, await store.AppendAsync(store.Outside(execution.RunId, "?") with { Ownership = RunOwnership.Unowned }));
            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(store.Outside(execution.RunId, "owned") with { Ownership = RunOwnership.Owned }));
            var ofToken = store.Outside(execution.RunId, "token") with { Ownership = RunOwnership.Owned, ExpectedToken = execution.Token };
            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(ofToken));
            var ofOther = store.Outside(execution.RunId, "?") with { Ownership = RunOwnership.Owned, ExpectedToken = execution.Token + 1000 };
            Check.Outcome(AppendOutcome.Conflict, await store.AppendAsync(ofOther));
            await store.HasLogAsync(execution.RunId, "created", "waits", "owned", "token");
        });
        cases.Add("What waited is taken from its dead worker as what executed is", async store =>
        {
            var execution = await store.StartAsync();
            await execution.WaitAsync();
            await store.RegisterAsync("lives");
            await store.AppendAsync(store.Outside(execution.RunId, "worker died", Changes.To(RunStatus.Queued)) with
            {
                Ownership = RunOwnership.Owned,
                ExpectedToken = execution.Token,
            });

            Check.Equal(2, (await store.TakeUpAsync(execution.RunId, "lives")).Run.Attempt);
            Check.Empty(await store.Calls.ListOwnedAsync("worker", default));
        });
        cases.Add("An execution that waited when its run was taken from it is fenced: it neither goes on nor writes", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var runs = await store.AddAsync(1);
            var late = await store.TakeUpNextAsync();
            await late.WaitAsync();
            await store.OutsideAsync(late.RunId, "taken away", Changes.To(RunStatus.Queued));
            Check.Outcome(AppendOutcome.Fenced, await late.ResumeAsync());
            var present = await store.TakeUpNextAsync();
            await present.WaitAsync();

            Check.Outcome(AppendOutcome.Fenced, await late.ResumeAsync());
            Check.Outcome(AppendOutcome.Fenced, await late.AppendAsync("late"));
            Check.Equal(RunStatus.Waiting, (await store.HeadAsync(runs[0])).Status);
            Check.Outcome(AppendOutcome.Committed, await present.ResumeAsync());
        });
        cases.Add("A run that waits can be canceled from outside, and then does not go on", async store =>
        {
            var execution = await store.StartAsync();
            await execution.WaitAsync();

            Check.Outcome(
                AppendOutcome.Committed,
                await store.OutsideAsync(execution.RunId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel)));
            Check.Outcome(AppendOutcome.Ended, await execution.ResumeAsync());
            Check.Empty(await store.Calls.ListOwnedAsync("worker", default));
        });
        cases.Add("A run that is going to be canceled does not go on: it is told so", async store =>
        {
            var execution = await store.StartAsync();
            await execution.WaitAsync();
            await store.OutsideAsync(execution.RunId, "cancel, please", Changes.Cancel);
            var result = await execution.ResumeAsync();

            Check.Equal((AppendOutcome.Refused, RunIntent.Cancel), (result.Outcome, result.Intent));
            Check.Outcome(AppendOutcome.Committed, await execution.EndAsync(RunStatus.Canceled));
        });
        cases.Add("Waiting and going on, made again, are known as done", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.AddAsync(1);
            var execution = await store.TakeUpNextAsync();
            await execution.WaitAsync();
            Check.Outcome(AppendOutcome.AlreadyCommitted, await execution.RepeatAsync());
            await execution.ResumeAsync();
            Check.Outcome(AppendOutcome.AlreadyCommitted, await execution.RepeatAsync());

            await store.HasLogAsync(execution.RunId, "created", "waits", "goes on");
        });
        cases.Add("Runs that wait are listed by their status", async store =>
        {
            var (waits, _) = (await store.StartAsync(), await store.StartAsync());
            await waits.WaitAsync();

            Check.Equal(waits.RunId, Check.Single(await store.Calls.ListAsync(new RunQuery { Status = RunStatus.Waiting }, default)).RunId);
        });

        return cases.All;
    }
}
