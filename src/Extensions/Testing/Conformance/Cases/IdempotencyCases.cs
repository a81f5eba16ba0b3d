using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>Keys that make a creation one of a kind.</summary>
internal static class IdempotencyCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Idempotency);

        cases.Add("Where there is no run of its key a run is created", async store =>
        {
            var run = WithKey(store);

            Check.Sequence([new(CreateOutcome.Created, run.RunId)], await CreateAsync(store, run));
            await store.HasLogAsync(run.RunId, "created");
        });
        cases.Add("Where there is a run of its key that does the same, that one is it", async store =>
        {
            await store.RegisterAsync();
            var (first, second) = (WithKey(store), WithKey(store));
            await CreateAsync(store, first);

            Check.Sequence([new(CreateOutcome.Existing, first.RunId)], await CreateAsync(store, second));
            Check.Equal(null, await store.Calls.GetAsync(second.RunId, default));
            await store.TakesAsync(first.RunId);
        });
        cases.Add("Where the run of its key does something else it is a conflict, and nothing of the call is created", async store =>
        {
            await store.RegisterAsync();
            var first = WithKey(store);
            await CreateAsync(store, first);
            NewRun[] runs = [store.NewRun(), WithKey(store, "key", "something else"), WithKey(store, "another key")];

            Check.Equal(new(CreateOutcome.Conflict, first.RunId), (await CreateAsync(store, runs))[1]);
            await store.TakesAsync(first.RunId);
            Check.Single(await store.Calls.ListAsync(new RunQuery(), default));
            Check.Sequence([new(CreateOutcome.Created, runs[2].RunId)], await CreateAsync(store, runs[2]));
        });
        cases.Add("A call's runs that have a run of their key do not hinder the others", async store =>
        {
            await store.RegisterAsync();
            var first = WithKey(store);
            await CreateAsync(store, first);
            NewRun[] runs = [store.NewRun(), WithKey(store), WithKey(store, "another key")];

            Check.Sequence(
                [new(CreateOutcome.Created, runs[0].RunId), new(CreateOutcome.Existing, first.RunId), new(CreateOutcome.Created, runs[2].RunId)],
                await CreateAsync(store, runs));
            await store.TakesAsync(first.RunId, runs[0].RunId, runs[2].RunId);
        });
        cases.Add("Twice in one call a key is the first one's", async store =>
        {
            NewRun[] runs = [WithKey(store), WithKey(store)];

            Check.Sequence([new(CreateOutcome.Created, runs[0].RunId), new(CreateOutcome.Existing, runs[0].RunId)], await CreateAsync(store, runs));
            Check.Equal(runs[0].RunId, Check.Single(await store.Calls.ListAsync(new RunQuery(), default)).RunId);
        });
        cases.Add("Twice in one call for different things a key is a conflict, and neither is created", async store =>
        {
            NewRun[] runs = [WithKey(store), WithKey(store, "key", "something else")];

            Check.Equal(CreateOutcome.Conflict, (await CreateAsync(store, runs))[1].Outcome);
            Check.Empty(await store.Calls.ListAsync(new RunQuery(), default));
            Check.Sequence([new(CreateOutcome.Created, runs[1].RunId)], await CreateAsync(store, runs[1]));
        });
        cases.Add("A run that is created again says that it was created, not that it exists", async store =>
        {
            var run = WithKey(store);
            await CreateAsync(store, run);

            Check.Sequence([new(CreateOutcome.Created, run.RunId)], await CreateAsync(store, run));
            await store.RegisterAsync();
            await (await store.TakeUpNextAsync()).EndAsync();
            Check.Sequence([new(CreateOutcome.Created, run.RunId)], await CreateAsync(store, run));
            await store.HasLogAsync(run.RunId, "created", "end");
        });
        cases.Add("A run without a key says that it was created, each time", async store =>
        {
            var run = store.NewRun();

            Check.Sequence([new(CreateOutcome.Created, run.RunId)], await CreateAsync(store, run));
            Check.Sequence([new(CreateOutcome.Created, run.RunId)], await CreateAsync(store, run));
        });
        cases.Add("Keys that differ in case are two", async store =>
        {
            NewRun[] runs = [WithKey(store, "key"), WithKey(store, "Key"), WithKey(store, "key ")];

            Check.Sequence(runs.Select(run => new CreateResult(CreateOutcome.Created, run.RunId)), await CreateAsync(store, runs));
        });
        cases.Add("Observers are told of the run of a key, once it is created", async store =>
        {
            var observer = new RecordingObserver();
            using var watch = store.Calls.Watch(observer);
            await CreateAsync(store, WithKey(store));

            await store.UntilAsync(() => observer.Ready > 0, "the observer is told of the run of a key");
        });
        cases.Add("Of two processes that create runs of one key at once one creates", async store =>
        {
            var other = await store.OtherOrSameAsync();
            for (var round = 0; round < 30; round++)
            {
                NewRun[] runs = [WithKey(store, $"key {round}"), WithKey(store, $"key {round}")];
                var results = await Race.RunAsync(
                    2, async number => (await (number == 0 ? store.Calls : other).CreateAsync([runs[number]], default))[0]);

                Check.Set([CreateOutcome.Created, CreateOutcome.Existing], results.Select(result => result.Outcome));
                Check.Equal(results[0].RunId, results[1].RunId);
                Check.Equal(results[0].Outcome == CreateOutcome.Created ? runs[0].RunId : runs[1].RunId, results[0].RunId);
            }

            Check.Equal(30, (await store.Calls.ListAsync(new RunQuery { Limit = 1000 }, default)).Count);
        });
        cases.Add("A key stands when the store is opened again", StoreCapabilities.Durable, async store =>
        {
            var run = WithKey(store);
            await CreateAsync(store, run);
            await store.ReopenAsync();

            Check.Sequence([new(CreateOutcome.Existing, run.RunId)], await CreateAsync(store, WithKey(store)));
            Check.Sequence([new(CreateOutcome.Conflict, run.RunId)], await CreateAsync(store, WithKey(store, "key", "something else")));
        });

        return cases.All;
    }

    /// <summary>A run of a key that stands for a day.</summary>
    internal static NewRun WithKey(StoreUnderTest store, string key = "key", string fingerprint = "the same") =>
        store.NewRun() with { Idempotency = new IdempotencyClaim(key, fingerprint, store.Time.GetUtcNow().AddDays(1)) };

    internal static async Task<IReadOnlyList<CreateResult>> CreateAsync(StoreUnderTest store, params NewRun[] runs) => await store.Calls.CreateAsync(runs, default);
}
