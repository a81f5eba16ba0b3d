using Runnel.Log;
using Runnel.Storage;

namespace Runnel.Tests.Guarantees;

/// <summary>The store keeps what only the run's present execution appends, once.</summary>
public sealed class G04_StoreTokens
{
    private readonly InMemoryRunStore store = new(new VirtualTime());

    public G04_StoreTokens() => _ = store.RegisterAsync("worker", TimeSpan.FromSeconds(30), default);

    [Fact]
    public async Task AnotherToken_IsFenced()
    {
        await TakenAsync("run", token: 1);

        Assert.Equal(AppendOutcome.Fenced, await AppendAsync("run", token: 2, sequence: 1));
        Assert.Equal([EntryKind.Created], await store.KindsAsync("run"));
    }

    [Fact]
    public async Task ALateWorkersAppends_AreRefused()
    {
        await TakenAsync("run", token: 1);
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("run", token: 1, sequence: 1, new HeadChange { Status = RunStatus.Queued }));
        Assert.Equal(AppendOutcome.Fenced, await AppendAsync("run", token: 1, sequence: 2));

        var taken = Assert.Single((await store.TakeAsync(new TakeRequest { Worker = "worker", Token = 2, TaskIds = ["task"], Limit = 1 }, default)).Runs);

        Assert.Equal(2, taken.Attempt);
        Assert.Equal(AppendOutcome.Fenced, await AppendAsync("run", token: 1, sequence: 3));
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("run", token: 2, sequence: 1));
        Assert.Equal(3, (await store.EntriesAsync("run")).Count);
    }

    [Fact]
    public async Task TheSameAppendTwice_IsInTheLogOnce()
    {
        await TakenAsync("run", token: 1);

        Assert.Equal(AppendOutcome.Committed, await AppendAsync("run", token: 1, sequence: 1));
        Assert.Equal(AppendOutcome.AlreadyCommitted, await AppendAsync("run", token: 1, sequence: 1));
        Assert.Equal(AppendOutcome.Committed, await AppendAsync("run", token: 1, sequence: 2));
        Assert.Equal(AppendOutcome.AlreadyCommitted, await AppendAsync("run", token: 1, sequence: 1));
        Assert.Equal(3, (await store.EntriesAsync("run")).Count);
    }

    [Fact]
    public async Task TheLastAppendTwice_IsKnownAsDone()
    {
        await TakenAsync("run", token: 1);
        var end = new HeadChange { Status = RunStatus.Completed };

        Assert.Equal(AppendOutcome.Committed, await AppendAsync("run", token: 1, sequence: 1, end));
        Assert.Equal(AppendOutcome.AlreadyCommitted, await AppendAsync("run", token: 1, sequence: 1, end));
    }

    [Fact]
    public async Task TheSameTakeTwice_GivesTheSameRuns()
    {
        await store.CreateAsync([New("a", "task"), New("b", "task")], default);
        var request = new TakeRequest { Worker = "worker", Token = 1, TaskIds = ["task"], Limit = 1 };

        var once = await store.TakeAsync(request, default);

        Assert.Equal(once.Runs, (await store.TakeAsync(request, default)).Runs);
        Assert.Equal("b", Assert.Single((await store.TakeAsync(request with { Token = 2 }, default)).Runs).RunId);
    }

    [Fact]
    public async Task TasksTakeTurns_EachInTheOrderInWhichItsRunsBecameReady()
    {
        await store.CreateAsync([New("1", "b"), New("2", "a"), New("3", "a"), New("4", "b")], default);

        var taken = new List<string>();
        for (var token = 1; token <= 4; token++)
        {
            taken.Add((await store.TakeAsync(new TakeRequest { Worker = "worker", Token = token, TaskIds = ["a", "b"], Limit = 1 }, default)).Runs.Single().RunId);
        }

        Assert.Equal(["1", "2", "4", "3"], taken);
    }

    [Fact]
    public async Task ACancelRequest_HoldsOnlyWhileAnExecutionOwnsTheRun()
    {
        var request = new OutsideAppend { RunId = "run", OperationId = "cancel/1", Ownership = RunOwnership.Owned, Body = Body(), Change = new HeadChange { Intent = RunIntent.Cancel } };
        await TakenAsync("run", token: 1);
        await AppendAsync("run", token: 1, sequence: 1, new HeadChange { Status = RunStatus.Queued });

        Assert.Equal(AppendOutcome.Conflict, (await store.AppendAsync(request, default)).Outcome);
        await store.TakeAsync(new TakeRequest { Worker = "worker", Token = 2, TaskIds = ["task"], Limit = 1 }, default);
        Assert.Equal(AppendOutcome.Committed, (await store.AppendAsync(request, default)).Outcome);
    }

    private static NewRun New(string runId, string taskId) => new() { RunId = runId, TaskId = taskId, CreatedAt = DateTimeOffset.UnixEpoch, Body = Body() };

    [Fact]
    public async Task AfterTheEnd_EverythingIsRefused()
    {
        await TakenAsync("run", token: 1);
        await AppendAsync("run", token: 1, sequence: 1, new HeadChange { Status = RunStatus.Completed });
        var cancel = new OutsideAppend { RunId = "run", OperationId = "cancel/1", Ownership = RunOwnership.Any, Body = Body(), Change = new HeadChange { Intent = RunIntent.Cancel } };

        Assert.Equal(AppendOutcome.Ended, await AppendAsync("run", token: 1, sequence: 2));
        Assert.Equal(AppendOutcome.Ended, (await store.AppendAsync(cancel, default)).Outcome);
        Assert.Empty((await store.TakeAsync(new TakeRequest { Worker = "worker", Token = 2, TaskIds = ["task"], Limit = 1 }, default)).Runs);
        Assert.Equal(2, (await store.EntriesAsync("run")).Count);
    }

    [Fact]
    public async Task OneRefusal_DoesNotHinderTheOthers()
    {
        await TakenAsync("one", token: 1);
        await TakenAsync("two", token: 2);

        var results = await store.AppendAsync([Append("one", 9, 1), Append("nowhere", 1, 1), Append("two", 2, 1)], writer: null, default);

        Assert.Equal([AppendOutcome.Fenced, AppendOutcome.NotFound, AppendOutcome.Committed], results.Select(result => result.Outcome));
        Assert.Equal(2, (await store.EntriesAsync("two")).Count);
    }

    [Fact]
    public async Task CreatingARunTwice_LeavesTheFirst()
    {
        await TakenAsync("run", token: 1);
        await AppendAsync("run", token: 1, sequence: 1);
        await store.CreateAsync([new NewRun { RunId = "run", TaskId = "task", CreatedAt = default, Body = Body(EntryKind.Created) }], default);

        Assert.Equal(2, (await store.EntriesAsync("run")).Count);
    }

    private async Task TakenAsync(string run, long token)
    {
        await store.CreateAsync([new NewRun { RunId = run, TaskId = "task", CreatedAt = default, Body = Body(EntryKind.Created) }], default);
        Assert.Equal(run, Assert.Single((await store.TakeAsync(new TakeRequest { Worker = "worker", Token = token, TaskIds = ["task"], Limit = 1 }, default)).Runs).RunId);
    }

    private async Task<AppendOutcome> AppendAsync(string run, long token, long sequence, HeadChange? change = null) =>
        Assert.Single(await store.AppendAsync([Append(run, token, sequence, change)], writer: null, default)).Outcome;

    private static RunAppend Append(string run, long token, long sequence, HeadChange? change = null) => new(run, token, sequence, Body(), change);

    private static SegmentBody Body(EntryKind kind = EntryKind.Warning) => SegmentBuilder.Encode((new LogEntry(kind, 1, default, key: null, value: null), "{}"u8.ToArray()));
}
