using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>The first writer decides how a run ends, in every order.</summary>
internal static class IntentCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Intent);

        cases.Add("Canceling first, the execution's return is refused", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);

            Check.Outcome(AppendOutcome.Refused, await execution.AppendAsync("returned", Changes.Return));
            Check.Equal(RunIntent.Cancel, (await store.HeadAsync(execution.RunId)).Intent);
        });
        cases.Add("Returning first, a cancel request is refused and told why", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("returned", Changes.Return);

            Check.Equal(new AppendResult(AppendOutcome.Refused, Head: 2, RunIntent.Return), await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel));
            Check.Equal(RunIntent.Return, (await store.HeadAsync(execution.RunId)).Intent);
        });
        cases.Add("Of two cancel requests the second is refused", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);

            Check.Outcome(AppendOutcome.Refused, await store.OutsideAsync(execution.RunId, "again", Changes.Cancel));
            await store.HasLogAsync(execution.RunId, "created", "cancel");
        });
        cases.Add("Once canceling is decided, the execution may still write what it has", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);

            Check.Outcome(AppendOutcome.Committed, await execution.AppendAsync("entry"));
        });
        cases.Add("Once canceling is decided, the execution can end the run only as canceled", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);

            Check.Outcome(AppendOutcome.Refused, await execution.EndAsync(RunStatus.Completed), "to complete");
            Check.Outcome(AppendOutcome.Refused, await execution.EndAsync(RunStatus.Failed), "to fail");
            Check.Outcome(AppendOutcome.Refused, await execution.HandBackAsync(), "to hand back");
            Check.Outcome(AppendOutcome.Committed, await execution.EndAsync(RunStatus.Canceled), "to end as canceled");
            await store.HasLogAsync(execution.RunId, "created", "cancel", "end");
        });
        cases.Add("Once returning is decided, the execution completes the run", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("returned", Changes.Return);
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);

            Check.Outcome(AppendOutcome.Committed, await execution.EndAsync());
            Check.Equal(RunStatus.Completed, (await store.HeadAsync(execution.RunId)).Status);
        });
        cases.Add("Once returning is decided, nobody ends the run as canceled from outside", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("returned", Changes.Return);

            Check.Outcome(AppendOutcome.Refused, await store.OutsideAsync(execution.RunId, "canceled", Changes.To(RunStatus.Canceled)));
            Check.Outcome(AppendOutcome.Refused, await store.OutsideAsync(execution.RunId, "crashed", Changes.To(RunStatus.Crashed)));
        });
        cases.Add("Once canceling is decided, the run can be ended as canceled from outside, and not otherwise", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);

            Check.Outcome(AppendOutcome.Refused, await store.OutsideAsync(execution.RunId, "crashed", Changes.To(RunStatus.Crashed)), "to crash");
            Check.Outcome(AppendOutcome.Committed, await store.OutsideAsync(execution.RunId, "canceled", Changes.To(RunStatus.Canceled)), "to end as canceled");
        });
        cases.Add("Once the end is decided, entries from outside still come in", async store =>
        {
            var execution = await store.StartAsync();
            await execution.AppendAsync("returned", Changes.Return);

            Check.Equal(new AppendResult(AppendOutcome.Committed, Head: 3, RunIntent.Return), await store.OutsideAsync(execution.RunId, "outside"));
        });
        cases.Add("A return outlives its execution: the next one finds it", async store =>
        {
            var first = await store.StartAsync();
            await first.AppendAsync("returned", Changes.Return);
            await first.HandBackAsync();
            await store.TakeUpAsync(first.RunId);

            Check.Equal(RunIntent.Return, (await store.HeadAsync(first.RunId)).Intent);
            Check.Outcome(AppendOutcome.Refused, await store.OutsideAsync(first.RunId, "cancel", Changes.Cancel));
        });
        cases.Add("A cancel request outlives its execution: the next one can only end as canceled", async store =>
        {
            var first = await store.StartAsync();
            await store.OutsideAsync(first.RunId, "cancel", Changes.Cancel);
            Check.Outcome(AppendOutcome.Committed, await store.OutsideAsync(first.RunId, "worker died", Changes.To(RunStatus.Queued)));
            var second = await store.TakeUpAsync(first.RunId);

            Check.Outcome(AppendOutcome.Refused, await second.EndAsync(), "to complete");
            Check.Outcome(AppendOutcome.Committed, await second.EndAsync(RunStatus.Canceled), "to end as canceled");
        });
        cases.Add("A queued run that somebody asked to cancel tells it when it is taken", async store =>
        {
            await store.RegisterAsync();
            var runId = await store.CreateAsync();
            await store.OutsideAsync(runId, "cancel", Changes.Cancel);
            var execution = await store.TakeUpAsync(runId);

            Check.Equal(RunIntent.Cancel, (await execution.AppendAsync("entry")).Intent);
        });
        cases.Add("A run may fail, though nobody decided on it before", async store =>
        {
            var execution = await store.StartAsync();

            Check.Outcome(AppendOutcome.Committed, await execution.EndAsync(RunStatus.Failed));
            Check.Equal(null, (await store.HeadAsync(execution.RunId)).Intent);
        });

        return cases.All;
    }
}
