using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Tasks that are declared to have another queue than before.</summary>
internal static class TaskQueueCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Queues);

        cases.Add("Waiting runs move with their task to its new queue, and observers are told", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.LimitAsync(limit: 2, "new");
            var runs = await store.AddAsync(4);
            var execution = await store.TakeUpNextAsync();
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            await store.MoveAsync("new");

            await store.UntilAsync(() => observer.Ready > 0, "the observer is told that runs can begin in their new queue");
            Check.Equal(("new", true), ((await store.HeadAsync(runs[1])).Queue, (await store.HeadAsync(runs[1])).IsInOwnQueue));
            await store.TakesAsync(runs[1..3]);
            await execution.EndAsync();
            await store.TakesAsync();
        });
        cases.Add("Runs whose trigger named the queue stay there when their task moves, in their place", async store =>
        {
            await store.DeclareAsync(limit: 1, "queue", "task", "another task");
            var named = await store.AddAsync(store.NewRun() with { Queue = "queue" });
            var other = await store.AddAsync(store.NewRun("another task"));
            await store.MoveAsync("new");

            Check.Equal(("queue", false), ((await store.HeadAsync(named)).Queue, (await store.HeadAsync(named)).IsInOwnQueue));
            Check.Sequence([named], await store.TakeIdsAsync("worker", 5, "task", "another task"));
            Check.Equal(RunStatus.Queued, (await store.HeadAsync(other)).Status);
        });
        cases.Add("Runs that move with their task keep their order", async store =>
        {
            await store.DeclareAsync(limit: null);
            NewRun[] runs = [store.NewRun(), store.NewRun() with { Priority = 1 }, store.NewRun()];
            await store.Calls.CreateAsync([.. runs.Reverse()], default);
            await store.MoveAsync("new");

            await store.TakesAsync(runs[1].RunId, runs[2].RunId, runs[0].RunId);
        });
        cases.Add("Delayed runs move with their task too", async store =>
        {
            await store.DeclareAsync(limit: null);
            await store.LimitAsync(limit: 1, "new");
            var runs = await store.AddAsync(2, run => run with { DueAt = store.Time.GetUtcNow().AddMinutes(1) });
            await store.MoveAsync("new");
            store.Time.Advance(TimeSpan.FromMinutes(1));

            await store.TakesAsync(runs[0]);
            Check.Equal("new", (await store.HeadAsync(runs[1])).Queue);
        });
        cases.Add("A run that executes while its task moves gives its slot back to the queue that it has it of", async store =>
        {
            await store.DeclareAsync(limit: 1, "queue", "task", "another task");
            await store.LimitAsync(limit: 1, "new");
            var execution = await store.TakeUpAsync(await store.CreateAsync());
            await store.MoveAsync("new");
            var stays = await store.CreateAsync("another task");
            Check.Equal("queue", (await store.HeadAsync(execution.RunId)).Queue);
            Check.Empty(await store.TakeIdsAsync("worker", 5, "another task"));
            await execution.EndAsync();

            Check.Sequence([stays], await store.TakeIdsAsync("worker", 5, "another task"));
        });
        foreach (var status in new[] { RunStatus.Queued, RunStatus.Delayed })
        {
            cases.Add($"A run that becomes {status} again waits in the queue that its task has then", async store =>
            {
                await store.DeclareAsync(limit: 1);
                await store.LimitAsync(limit: 1, "new");
                var execution = await store.TakeUpAsync(await store.CreateAsync());
                await store.MoveAsync("new");
                await (status == RunStatus.Queued ? execution.HandBackAsync() : execution.DelayAsync(TimeSpan.FromMinutes(1)));
                await store.AddAsync(1);
                store.Time.Advance(TimeSpan.FromMinutes(1));

                Check.Equal("new", (await store.HeadAsync(execution.RunId)).Queue);
                Check.Equal(1, (await store.TakeIdsAsync(limit: 5)).Length);
            });
        }

        cases.Add("One that leaves the line for its task's new queue leaves the old one's line", async store =>
        {
            var (waiting, executing) = await LineCases.FullAsync(store);
            await waiting[0].ResumeAsync();
            await store.MoveAsync("new");
            await store.OutsideAsync(waiting[0].RunId, "taken away", Changes.To(RunStatus.Queued));
            var stays = await store.AddAsync(store.NewRun("another task") with { Queue = "queue" });
            await executing.EndAsync();

            Check.Sequence([stays], await store.TakeIdsAsync("worker", 5, "another task"));
        });
        cases.Add("A task that is declared to have no queue has its own again, without a limit", async store =>
        {
            await store.DeclareAsync(limit: 1);
            var runs = await store.AddAsync(3);
            await store.MoveAsync(queue: null);

            Check.Equal(QueueNames.OfTask("task"), (await store.HeadAsync(runs[0])).Queue);
            await store.TakesAsync(runs);
        });
        cases.Add("Tasks that a declaration does not name keep their queues", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.MoveAsync("new", "another task");
            var runs = await store.AddAsync(2);

            await store.TakesAsync(runs[0]);
        });

        return cases.All;
    }
}
