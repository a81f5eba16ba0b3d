using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.Queues;

/// <summary>Two stores on one file: what one does for a lane, the other's observers hear.</summary>
public sealed class SharedHintTests : IAsyncLifetime
{
    private readonly StoreFolder folder = new();
    private readonly Recorder recorder = new();
    private SqliteRunStore one = null!;
    private SqliteRunStore other = null!;

    public async ValueTask InitializeAsync()
    {
        one = folder.Open();
        other = folder.Open();
        await one.DeclareAsync("few", 1, Work.TaskId);
    }

    public async ValueTask DisposeAsync()
    {
        await one.DisposeAsync();
        await other.DisposeAsync();
        StoredLanes.AssertConsistent(folder.File);
        folder.Dispose();
    }

    [Theory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Waiting)]
    public async Task FreedSlot_IsToldToWhoStandsInLineThere(RunStatus status)
    {
        await StandInLineAsync();
        using var watch = other.Watch(recorder);

        await one.MoveAsync("second", 1, status, token: 2);

        await recorder.SlotFreeAsync("first");
        Assert.Equal(AppendOutcome.Committed, (await other.MoveAsync("first", 2, RunStatus.Executing)).Outcome);
    }

    [Fact]
    public async Task RaisedLimit_IsToldToWhoStandsInLineThere()
    {
        await StandInLineAsync();
        using var watch = other.Watch(recorder);

        await one.DeclareAsync("few", 2);

        await recorder.SlotFreeAsync("first");
        Assert.Equal(AppendOutcome.Committed, (await other.MoveAsync("first", 2, RunStatus.Executing)).Outcome);
    }

    [Fact]
    public async Task RunThatIsGivenBackToAnotherQueue_FreesTheSlotThatItHeld()
    {
        await StandInLineAsync();
        await one.DeclareAsync("elsewhere", 1, Work.TaskId);
        using var watch = other.Watch(recorder);

        await one.MoveAsync("second", 1, RunStatus.Queued, token: 2);

        await recorder.SlotFreeAsync("first");
        Assert.Equal("elsewhere", (await one.GetAsync("second", Work.Token))!.Queue);
    }

    [Fact]
    public async Task FreedSlot_IsToldWhereRunsAreReady()
    {
        await one.StartAsync("first");
        await one.CreateAsync("second");
        using var watch = other.Watch(recorder);

        await one.FinishAsync("first", 1);

        await recorder.ReadyAsync();
        Assert.Empty(recorder.SlotsFree);
        Assert.Equal(["second"], await other.TakeIdsAsync(token: 2));
    }

    [Fact]
    public async Task DeclaredQueueAndPutSchedule_WakeTheOther()
    {
        using var watch = other.Watch(recorder);

        await one.DeclareAsync("many", null);
        await recorder.ReadyAsync();
        var before = recorder.Ready;
        await one.PutScheduleAsync(new("daily", Work.TaskId, DateTimeOffset.UnixEpoch, new byte[1]), Work.Token);
        await recorder.ReadyAsync(before + 1);

        Assert.Equal(["few", "many"], (await other.ListQueuesAsync(Work.Token)).Select(queue => queue.Name));
    }

    [Fact]
    public async Task WhatWasDeclaredBeforeTheWatch_IsNotTold()
    {
        await one.DeclareAsync("many", null);
        await one.StartAsync("run");
        using var watch = other.Watch(recorder);

        await one.AppendAsync("run", 1);

        await recorder.AppendedAsync("run", 2);
        Assert.Equal(0, recorder.Ready);
    }

    [Fact]
    public async Task DeclarationOfTheOther_HoldsHereAtOnce()
    {
        await one.CreateAsync("a", "b", "c");
        await other.DeclareAsync("two", 2, Work.TaskId);

        Assert.Equal(["a", "b"], await one.TakeIdsAsync());
        Assert.Equal("two", (await one.GetAsync("c", Work.Token))!.Queue);
    }

    // The first run waits, the second has its slot, and the first is refused one.
    private async Task StandInLineAsync()
    {
        await one.StartAsync("first");
        await one.MoveAsync("first", 1, RunStatus.Waiting);
        await one.CreateAsync("second");
        Assert.Equal(["second"], await one.TakeIdsAsync(token: 2));
        Assert.Equal(AppendOutcome.NoSlot, (await other.MoveAsync("first", 2, RunStatus.Executing)).Outcome);
    }
}
