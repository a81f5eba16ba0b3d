using Runnel.Storage;

namespace Runnel.Testing.Conformance.Cases;

/// <summary>How long a key stands.</summary>
internal static class IdempotencyEndCases
{
    public static IReadOnlyList<ConformanceCase> All { get; } = List();

    private static IReadOnlyList<ConformanceCase> List()
    {
        var cases = new CaseList(ConformanceArea.Idempotency);

        foreach (var status in new[] { RunStatus.Failed, RunStatus.Canceled, RunStatus.Expired, RunStatus.TimedOut, RunStatus.Crashed })
        {
            cases.Add($"A run that ended {status} gives its key up", async store =>
            {
                await CreateAsync(store);
                await store.RegisterAsync();
                await (await store.TakeUpNextAsync()).EndAsync(status);
                var next = IdempotencyCases.WithKey(store, "key", "something else");

                Check.Sequence([new(CreateOutcome.Created, next.RunId)], await IdempotencyCases.CreateAsync(store, next));
                Check.Equal(new CreateResult(CreateOutcome.Existing, next.RunId), await CreateAsync(store, "something else"));
            });
        }

        foreach (var status in new[] { RunStatus.Queued, RunStatus.Delayed, RunStatus.Executing, RunStatus.Waiting, RunStatus.Completed })
        {
            cases.Add($"A run that is {status} keeps its key", async store =>
            {
                var first = (await CreateAsync(store)).RunId;
                await BringToAsync(store, status);
                Check.Equal(status, (await store.HeadAsync(first)).Status);

                Check.Equal(new CreateResult(CreateOutcome.Existing, first), await CreateAsync(store));
                Check.Equal(new CreateResult(CreateOutcome.Conflict, first), await CreateAsync(store, "something else"));
            });
        }

        cases.Add("A key stands until its time is over, and not longer", async store =>
        {
            var first = (await CreateAsync(store)).RunId;
            store.Time.Advance(TimeSpan.FromDays(1) - TimeSpan.FromMilliseconds(1));
            Check.Equal(new CreateResult(CreateOutcome.Existing, first), await CreateAsync(store));
            store.Time.Advance(TimeSpan.FromMilliseconds(1));

            Check.Equal(CreateOutcome.Created, (await CreateAsync(store, "something else")).Outcome);
        });
        cases.Add("Asking for a run of a key does not make the key stand longer", async store =>
        {
            await CreateAsync(store);
            store.Time.Advance(TimeSpan.FromHours(23));
            await CreateAsync(store);
            store.Time.Advance(TimeSpan.FromHours(2));

            Check.Equal(CreateOutcome.Created, (await CreateAsync(store)).Outcome);
        });
        cases.Add("A key that was given up is the next run's, also when the former's time is over", async store =>
        {
            await CreateAsync(store);
            await store.RegisterAsync();
            await (await store.TakeUpNextAsync()).EndAsync(RunStatus.Failed);
            store.Time.Advance(TimeSpan.FromHours(12));
            var second = (await CreateAsync(store)).RunId;
            store.Time.Advance(TimeSpan.FromHours(13));

            Check.Equal(new CreateResult(CreateOutcome.Existing, second), await CreateAsync(store));
        });
        cases.Add("A run that completed keeps its key when it is gone itself", StoreCapabilities.RetentionSettable, async store =>
        {
            var first = (await CreateAsync(store)).RunId;
            await store.RegisterAsync();
            await (await store.TakeUpNextAsync()).EndAsync();
            store.Time.Advance(StoreUnderTest.Retention + TimeSpan.FromMinutes(1));
            await RetentionCases.GoesAsync(store, first);

            Check.Equal(new CreateResult(CreateOutcome.Existing, first), await CreateAsync(store));
            store.Time.Advance(TimeSpan.FromDays(1));
            Check.Equal(CreateOutcome.Created, (await CreateAsync(store)).Outcome);
        });
        cases.Add("A run that failed has no key when it is gone itself", StoreCapabilities.RetentionSettable, async store =>
        {
            var first = (await CreateAsync(store)).RunId;
            await store.RegisterAsync();
            await (await store.TakeUpNextAsync()).EndAsync(RunStatus.Failed);
            store.Time.Advance(StoreUnderTest.Retention + TimeSpan.FromMinutes(1));
            await RetentionCases.GoesAsync(store, first);

            Check.Equal(CreateOutcome.Created, (await CreateAsync(store)).Outcome);
        });
        cases.Add("A run that failed and is gone takes no key from the one that has it now", StoreCapabilities.RetentionSettable, async store =>
        {
            var first = (await CreateAsync(store)).RunId;
            await store.RegisterAsync();
            await (await store.TakeUpNextAsync()).EndAsync(RunStatus.Failed);
            var second = (await CreateAsync(store)).RunId;
            store.Time.Advance(StoreUnderTest.Retention + TimeSpan.FromMinutes(1));
            await RetentionCases.GoesAsync(store, first);

            Check.Equal(new CreateResult(CreateOutcome.Existing, second), await CreateAsync(store));
        });

        return cases.All;
    }

    private static async Task<CreateResult> CreateAsync(StoreUnderTest store, string fingerprint = "the same") =>
        Check.Single(await IdempotencyCases.CreateAsync(store, IdempotencyCases.WithKey(store, "key", fingerprint)));

    private static async Task BringToAsync(StoreUnderTest store, RunStatus status)
    {
        await store.RegisterAsync();
        var execution = await store.TakeUpNextAsync();
        await (status switch
        {
            RunStatus.Queued => execution.HandBackAsync(),
            RunStatus.Delayed => execution.DelayAsync(TimeSpan.FromMinutes(1)),
            RunStatus.Executing => execution.AppendAsync("entry"),
            RunStatus.Waiting => execution.WaitAsync(),
            _ => execution.EndAsync(status),
        });
    }
}
