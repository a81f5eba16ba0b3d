using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Calls that create or reserve, cut and made again.</summary>
internal static class LostFamilyCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.LostConnections, StoreCapabilities.LosesConnections);

        cases.Add("A create of a run of a key that is cut and made again says that it was created", async store =>
        {
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var run = IdempotencyCases.WithKey(store, $"key {round}");

                Check.Sequence(
                    [new(CreateOutcome.Created, run.RunId)], await store.AnsweredAsync(round, () => IdempotencyCases.CreateAsync(store, run)));
            }

            Check.Equal(LostConnections.Rounds, (await store.Calls.ListAsync(new RunQuery(), default)).Count);
        });
        cases.Add("An append with children that is cut and made again creates them once", async store =>
        {
            var execution = await store.StartAsync();
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var child = ChildCases.Child(store, execution);
                var append = execution.Next($"{round}") with { Children = [child] };
                await store.AnsweredAsync(round, () => store.AppendAsync(append));

                await store.HasLogAsync(child.RunId, "created");
            }

            Check.Equal(LostConnections.Rounds, (await store.Calls.ListAsync(new RunQuery { ParentId = execution.RunId }, default)).Count);
        });
        cases.Add("A take that is cut and made again takes each slot once", async store =>
        {
            await store.DeclareAsync(limit: 2);
            await store.AddAsync(2 * LostConnections.Rounds);
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var request = store.Request(limit: 1);
                var run = Check.Single((await store.AnsweredAsync(round, () => store.TakeAsync(request))).Runs);
                Check.Equal(1, (await store.QueueAsync()).Executing);
                var second = await store.TakeUpNextAsync();

                await new Execution(store, run, "worker", request.Token).EndAsync();
                await second.EndAsync();
            }
        });
        cases.Add("Waiting and going on that are cut and made again free and take one slot", async store =>
        {
            await store.DeclareAsync(limit: 1);
            await store.AddAsync(1);
            var execution = await store.TakeUpNextAsync();
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var wait = execution.Next("waits", Changes.To(RunStatus.Waiting));
                await store.AnsweredAsync(round, () => store.AppendAsync(wait));
                Check.Equal(0, (await store.QueueAsync()).Executing);
                var resume = execution.Next("goes on", Changes.To(RunStatus.Executing));
                await store.AnsweredAsync(round, () => store.AppendAsync(resume));
                Check.Equal(1, (await store.QueueAsync()).Executing);
            }
        });
        cases.Add("A schedule's time whose serving is cut and made again has its runs once", async store =>
        {
            await store.Calls.PutScheduleAsync(ScheduleCases.Of(store, "daily"), default);
            for (var round = 0; round < LostConnections.Rounds; round++)
            {
                var served = Check.Single(await store.Calls.ListSchedulesAsync(default)).ServedUpTo;
                await store.AnsweredAsync(round, async () => await store.Calls.ServeScheduleAsync("daily", served, served.AddHours(1), [store.NewRun()], default));

                Check.Time(served.AddHours(1), Check.Single(await store.Calls.ListSchedulesAsync(default)).ServedUpTo);
                Check.Equal(round + 1, (await store.Calls.ListAsync(new RunQuery(), default)).Count, "how many runs the schedule has created");
            }
        });

        return cases.All;
    }
}
