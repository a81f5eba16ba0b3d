using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Observers hear of what others commit.</summary>
internal static class WatchCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Watch);

        cases.Add("An observer is told of what others append", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            var execution = await store.StartAsync();
            await execution.AppendAsync(Texts.Of("entries", count: 3));

            await store.UntilAsync(() => observer.WasTold(execution.RunId, head: 4), "the observer is told of entry 4");
        });
        cases.Add("The writer is not told of its own appends", async store =>
        {
            var (writer, other) = (new RecordingObserver(), new RecordingObserver());
            using var watch = store.Calls.Watch(writer);
            using var otherWatch = store.Calls.Watch(other);
            var (own, marker) = (await store.StartAsync(), await store.StartAsync());
            await store.Calls.AppendAsync([own.Next("own")], writer, default);
            await marker.AppendAsync("marker");

            await store.UntilAsync(() => writer.WasTold(marker.RunId, head: 2), "the writer is told of what others appended later");
            await store.UntilAsync(() => other.WasTold(own.RunId, head: 2), "another observer is told of the writer's append");
            Check.True(!writer.WasTold(own.RunId, head: 2), "the writer is not told of its own append");
        });
        cases.Add("All observers are told", async store =>
        {
            var (one, two) = (new RecordingObserver(), new RecordingObserver());
            using var watch = store.Calls.Watch(one);
            using var otherWatch = store.Calls.Watch(two);
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry");

            await store.UntilAsync(() => one.WasTold(execution.RunId, head: 2) && two.WasTold(execution.RunId, head: 2), "both observers are told");
        });
        cases.Add("An observer is told of all runs of a batch", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            var (one, two, three) = (await store.StartAsync(), await store.StartAsync(), await store.StartAsync());
            await store.AppendAllAsync(one.Next("one"), two.Next("two"), three.Next("three"));

            await store.UntilAsync(
                () => new[] { one, two, three }.All(execution => observer.WasTold(execution.RunId, head: 2)), "the observer is told of each run of the batch");
        });
        cases.Add("An observer is told of appends from outside", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            var runId = await store.CreateAsync();
            await store.OutsideAsync(runId, "outside");

            await store.UntilAsync(() => observer.WasTold(runId, head: 2), "the observer is told of the append from outside");
        });
        cases.Add("An observer is told how the run is going to end", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            var execution = await store.StartAsync();
            await store.OutsideAsync(execution.RunId, "cancel", Changes.Cancel);

            await store.UntilAsync(() => observer.Told.Contains((execution.RunId, 2, RunIntent.Cancel)), "the observer is told of the cancel request");
        });
        cases.Add("An observer is told of the last entry of a run that ends", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            var execution = await store.StartAsync();
            await execution.EndAsync();

            await store.UntilAsync(() => observer.WasTold(execution.RunId, head: 2), "the observer is told of the end");
        });
        cases.Add("An observer is never told of more than the log holds", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry");
            await store.AppendAsync(execution.Next(Texts.Of("fenced", count: 5)) with { Token = 0 });
            await execution.AppendAsync("last");
            await store.UntilAsync(() => observer.WasTold(execution.RunId, head: 3), "the observer is told of the last entry");

            Check.True(observer.Told.All(hint => hint.RunId != execution.RunId || hint.Head <= 3), "no hint goes beyond entry 3");
        });
        cases.Add("An observer whose watch is disposed is told nothing more, and others are", async store =>
        {
            var (gone, stays) = (new RecordingObserver(), new RecordingObserver());
            var watch = store.Calls.Watch(gone);
            using var otherWatch = store.Calls.Watch(stays);
            var execution = await store.StartAsync();
            watch.Dispose();
            await execution.AppendAsync("entry");

            await store.UntilAsync(() => stays.WasTold(execution.RunId, head: 2), "the observer that still watches is told");
            Check.True(!gone.WasTold(execution.RunId, head: 2), "the observer whose watch was disposed is not told");
        });
        cases.Add("Disposing a watch twice leaves the observer's other watch", async store =>
        {
            var observer = new RecordingObserver();
            var watch = store.Calls.Watch(observer);
            using var otherWatch = store.Calls.Watch(observer);
            watch.Dispose();
            watch.Dispose();
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry");

            await store.UntilAsync(() => observer.WasTold(execution.RunId, head: 2), "the observer is told, since it still watches");
        });
        cases.Add("Another process's store is told of appends", StoreCapabilities.Shared, async store =>
        {
            var observer = new RecordingObserver();
            using var watch = (await store.OpenAnotherAsync()).Watch(observer);
            var execution = await store.StartAsync();
            await execution.AppendAsync("entry");

            await store.UntilAsync(() => observer.WasTold(execution.RunId, head: 2), "the observer in another process is told");
        });
        cases.Add("Another process's store is told of a cancel request", StoreCapabilities.Shared, async store =>
        {
            var other = await store.OpenAnotherAsync();
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            var execution = await store.StartAsync();
            await other.AppendAsync(store.Outside(execution.RunId, "cancel", Changes.Cancel), default);

            await store.UntilAsync(
                () => observer.Told.Any(hint => hint.RunId == execution.RunId && hint.Intent == RunIntent.Cancel), "the owner's process is told of the cancel request");
        });

        return cases.All;
    }
}
