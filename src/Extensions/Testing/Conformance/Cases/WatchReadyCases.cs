using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Observers hear that runs are ready.</summary>
internal static class WatchReadyCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Watch);

        cases.Add("Observers are told of created runs", async store =>
            await IsToldAsync(store, () => store.CreateAsync(), "a run was created"));
        cases.Add("Observers are told of a run that was handed back", async store =>
        {
            var execution = await store.StartAsync();
            await IsToldAsync(store, () => execution.HandBackAsync(), "a run was handed back");
        });
        cases.Add("Observers are told of a run that was delayed: its time was not known before", async store =>
        {
            var execution = await store.StartAsync();
            await IsToldAsync(store, () => execution.DelayAsync(TimeSpan.FromMinutes(1)), "a run was delayed");
        });
        cases.Add("Observers are told of a run that was taken away from its owner", async store =>
        {
            var execution = await store.StartAsync();
            await IsToldAsync(
                store, () => store.OutsideAsync(execution.RunId, "taken away", Changes.To(RunStatus.Queued)), "a run was taken away");
        });
        cases.Add("An observer whose watch is disposed is not told of created runs", async store =>
        {
            var (gone, stays) = (new RecordingObserver(), new RecordingObserver());
            using var otherWatch = store.Calls.Watch(stays);
            store.Calls.Watch(gone).Dispose();
            await store.CreateAsync();
            await store.UntilAsync(() => stays.Ready > 0, "the observer that still watches is told");

            Check.Equal(0, gone.Ready);
        });
        cases.Add("Another process's store is told of created runs", StoreCapabilities.Shared, async store =>
        {
            var observer = new RecordingObserver();
            using var watch = (await store.OpenAnotherAsync()).Watch(observer);
            await store.CreateAsync();

            await store.UntilAsync(() => observer.Ready > 0, "the observer in another process is told that a run was created");
        });
        cases.Add("Another process's store is told of a run that was handed back", StoreCapabilities.Shared, async store =>
        {
            var execution = await store.StartAsync();
            var other = await store.OpenAnotherAsync();
            await IsToldAsync(store, () => execution.HandBackAsync(), "a run was handed back", other);
        });

        return cases.All;
    }

    private static async Task IsToldAsync(StoreUnderTest store, Func<Task> call, string what, IRunStore? watched = null)
    {
        var observer = new RecordingObserver();
        using var watch = (watched ?? store.Calls).Watch(observer);
        await call();

        await store.UntilAsync(() => observer.Ready > 0, $"the observer is told that {what}");
    }
}
