using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.BadInput;

public sealed class BackwardClock
{
    [Fact]
    public async Task DelayedRunsWaitQueuedOnesDoNotAndNothingIsDeleted()
    {
        using var folder = new StoreFolder();
        var clock = new SetClock { Now = new(2026, 1, 2, 0, 0, 0, TimeSpan.Zero) };
        await using var store = folder.Open(clock, folder.Options with { Retention = TimeSpan.FromHours(1) });
        await store.CreateAsync("delayed", "finished", "first");
        await store.TakeAsync(limit: 2);
        await store.AppendAsync("delayed", 1, change: new() { Status = RunStatus.Delayed, DueAt = clock.Now.AddMinutes(1) });
        await store.FinishAsync("finished", 1);

        clock.Now = clock.Now.AddDays(-1);
        await store.CreateAsync("second");

        var taken = await store.TakeAsync(token: 2);
        Assert.Equal(["first", "second"], taken.Runs.Select(run => run.RunId));
        Assert.Equal(TimeSpan.FromDays(1) + TimeSpan.FromMinutes(1), taken.NextDueIn);
        Assert.Equal(RunStatus.Completed, (await store.GetAsync("finished", Work.Token))!.Status);
        Assert.Equal(2, (await store.ReadAllAsync("finished")).Count);

        clock.Now = clock.Now.AddDays(1).AddMinutes(1);
        Assert.Equal(["delayed"], await store.TakeIdsAsync(token: 3));
        Assert.Empty(await store.TakeIdsAsync(token: 4));
    }

    private sealed class SetClock : TimeProvider
    {
        public DateTimeOffset Now { get; set; }

        public override DateTimeOffset GetUtcNow() => Now;
    }
}
