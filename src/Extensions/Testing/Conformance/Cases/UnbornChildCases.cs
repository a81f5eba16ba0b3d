using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Children of appends that are refused: there are none.</summary>
internal static class UnbornChildCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Children);

        cases.Add("An append that is fenced creates no children", async store =>
        {
            var late = await store.StartAsync();
            await late.HandBackAsync();
            await store.TakeUpAsync(late.RunId);

            await CreatesNoneAsync(store, late, AppendOutcome.Fenced);
        });
        cases.Add("An append of an execution that handed its run back creates no children", async store =>
        {
            var late = await store.StartAsync();
            await late.HandBackAsync();

            await CreatesNoneAsync(store, late, AppendOutcome.Fenced);
        });
        cases.Add("An append to a run that has ended creates no children", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "canceled", Changes.To(RunStatus.Canceled, RunIntent.Cancel));

            await CreatesNoneAsync(store, execution, AppendOutcome.Ended);
        });
        cases.Add("An append that is refused creates no children", async store =>
        {
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel, please", Changes.Cancel);

            await CreatesNoneAsync(store, execution, AppendOutcome.Refused, Changes.Return);
        });
        cases.Add("An append to a run that is unknown creates no children", async store =>
        {
            var execution = await store.StartAsync();
            var child = ChildCases.Child(store, execution);
            Check.Outcome(
                AppendOutcome.NotFound,
                await store.AppendAsync(execution.Next("?") with { RunId = store.NewId(), Children = [child] }));

            Check.Equal(null, await store.Calls.GetAsync(child.RunId, default));
        });
        cases.Add("An append that finds no slot creates its children when it holds, not before", async store =>
        {
            var (waiting, executing) = await LineCases.FullAsync(store);
            var child = store.NewRun("task of children") with { ParentId = waiting[0].RunId };
            var append = waiting[0].Next("goes on", Changes.To(RunStatus.Executing)) with { Children = [child] };
            Check.Outcome(AppendOutcome.NoSlot, await store.AppendAsync(append));
            Check.Equal(null, await store.Calls.GetAsync(child.RunId, default));
            await executing.EndAsync();
            Check.Outcome(AppendOutcome.Committed, await store.AppendAsync(append));

            Check.Sequence([child.RunId], await store.TakeIdsAsync("worker", 5, "task of children"));
        });
        cases.Add("Of two that append as one execution's number only one's children are there", async store =>
        {
            var execution = await store.StartAsync();
            var (child, other) = (ChildCases.Child(store, execution), ChildCases.Child(store, execution));
            var append = execution.Next("triggers");
            await store.AppendAsync(append with { Children = [child] });
            Check.Outcome(AppendOutcome.AlreadyCommitted, await store.AppendAsync(append with { Children = [other] }));

            Check.Equal(null, await store.Calls.GetAsync(other.RunId, default));
        });

        return cases.All;
    }

    private static async Task CreatesNoneAsync(StoreUnderTest store, Execution execution, AppendOutcome expected, HeadChange? change = null)
    {
        var child = ChildCases.Child(store, execution);
        Check.Outcome(expected, await store.AppendAsync(execution.Next("triggers", change) with { Children = [child] }));

        Check.Equal(null, await store.Calls.GetAsync(child.RunId, default));
        await store.TakesAsync();
    }
}
