using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.Sharing;

/// <summary>Two stores on one file, as two processes have them.</summary>
public sealed class TwoStoresTests : IAsyncLifetime
{
    private readonly StoreFolder folder = new();
    private SqliteRunStore one = null!;
    private SqliteRunStore other = null!;

    public ValueTask InitializeAsync()
    {
        one = folder.Open();
        other = folder.Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await other.DisposeAsync();
        RawFile.AssertIntact(folder.File);
        folder.Dispose();
    }

    [Fact]
    public async Task NewRun_WakesTheOthersWatcher()
    {
        var recorder = new Recorder();
        using var watch = other.Watch(recorder);

        await one.CreateAsync("run");

        await recorder.ReadyAsync();
        Assert.Empty(recorder.Appended);
        Assert.Equal(["run"], await other.TakeIdsAsync());
    }

    [Fact]
    public async Task Appends_AreToldToTheOthersWatcherWithHeadAndIntent()
    {
        await one.StartAsync("run");
        var recorder = new Recorder();
        using var watch = other.Watch(recorder);

        await one.AppendAsync("run", 1, Work.Body(count: 3), new() { Intent = RunIntent.Return });

        await recorder.AppendedAsync("run", 4);
        Assert.Contains(("run", 4, RunIntent.Return), recorder.Appended);
        Assert.Equal(2, (await other.ReadAllAsync("run")).Count);
    }

    [Fact]
    public async Task HandedBackAndDelayedRuns_WakeTheOthersWatcher()
    {
        await one.CreateAsync("back", "later");
        await one.TakeAsync();
        var recorder = new Recorder();
        using var watch = other.Watch(recorder);

        await one.AppendAsync("back", 1, change: new() { Status = RunStatus.Queued });
        await recorder.ReadyAsync();
        var before = recorder.Ready;
        await one.AppendAsync("later", 1, change: new() { Status = RunStatus.Delayed, DueAt = DateTimeOffset.UtcNow.AddHours(1) });

        await recorder.ReadyAsync(before + 1);
        var taken = await other.TakeAsync(token: 2);
        Assert.Equal(["back"], taken.Runs.Select(run => run.RunId));
        Assert.InRange(taken.NextDueIn!.Value, TimeSpan.FromMinutes(59), TimeSpan.FromHours(1));
    }

    [Fact]
    public async Task WhatWasCommittedBeforeTheWatch_IsNotTold()
    {
        await one.StartAsync("old");
        await one.AppendAsync("old", 1);
        var recorder = new Recorder();
        using var watch = other.Watch(recorder);

        await one.CreateAsync("new");
        await one.TakeAsync(token: 2);
        await one.AppendAsync("new", 1, token: 2);

        await recorder.AppendedAsync("new", 2);
        Assert.DoesNotContain(recorder.Appended, notice => notice.RunId == "old");
    }

    [Fact]
    public async Task OwnCommits_AreToldToEverybodyButTheirWriter()
    {
        await one.StartAsync("run");
        var (writer, reader) = (new Recorder(), new Recorder());
        using var watchOfWriter = one.Watch(writer);
        using var watchOfReader = one.Watch(reader);

        await one.AppendAsync("run", 1, writer: writer);

        Assert.Contains(("run", 2, null), reader.Appended);
        Assert.Empty(writer.Appended);
    }

    [Fact]
    public async Task RunTakenFromADeadWorker_FencesIt()
    {
        await one.StartAsync("run");
        await one.AppendAsync("run", 1);
        var lease = Assert.Single(await other.ListLeasesAsync(Work.Token));
        Assert.True(await other.DeclareDeadAsync(lease, Work.Token));
        var back = await other.AppendAsync(
            new OutsideAppend { RunId = "run", OperationId = "death", Body = Work.Body(), Change = new() { Status = RunStatus.Queued }, Ownership = RunOwnership.Owned, ExpectedToken = 1 },
            Work.Token);
        Assert.Equal(AppendOutcome.Committed, back.Outcome);
        Assert.Equal(["run"], await other.TakeIdsAsync(token: 2, worker: "second"));

        var late = await one.AppendAsync("run", 2);

        Assert.Equal(AppendOutcome.Fenced, late.Outcome);
        Assert.False(await one.RenewAsync(Work.Worker, Work.Token));
        Assert.False((await one.TakeAsync(token: 3)).IsAlive);
        Assert.Equal(3, (await one.ReadAllAsync("run"))[^1].Last);
    }

    [Fact]
    public async Task BothTakingAtOnce_GiveEachRunOnce()
    {
        await one.CreateAsync([.. Enumerable.Range(0, 200).Select(index => $"run{index:000}")]);

        var takes = Enumerable.Range(0, 20).Select(index => Task.Run(() => (index % 2 == 0 ? one : other).TakeIdsAsync(token: index, worker: $"worker{index}")));
        var taken = (await Task.WhenAll(takes)).SelectMany(ids => ids).ToList();

        Assert.Equal(200, taken.Count);
        Assert.Equal(200, taken.Distinct().Count());
    }

    [Fact]
    public async Task BothAppendingAtOnce_LeaveDenseLogs()
    {
        await one.CreateAsync("a", "b");
        Assert.Equal(["a"], await one.TakeIdsAsync(token: 1, limit: 1));
        Assert.Equal(["b"], await other.TakeIdsAsync(token: 2, limit: 1));

        await Task.WhenAll(AppendAllAsync(one, "a", 1, "b"), AppendAllAsync(other, "b", 2, "a"));

        foreach (var id in new[] { "a", "b" })
        {
            Assert.Equal(401, (await one.ReadAllAsync(id))[^1].Last);
        }

        static Task AppendAllAsync(SqliteRunStore store, string own, long token, string others) => Task.Run(async () =>
        {
            for (var index = 1; index <= 200; index++)
            {
                Assert.Equal(AppendOutcome.Committed, (await store.AppendAsync(own, index, token: token)).Outcome);
                var outside = await store.AppendAsync(new OutsideAppend { RunId = others, OperationId = $"{index}", Body = Work.Body() }, Work.Token);
                Assert.Equal(AppendOutcome.Committed, outside.Outcome);
            }
        });
    }
}
