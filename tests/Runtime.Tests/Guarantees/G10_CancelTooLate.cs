using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>The first writer of a terminal intent decides: what comes after the return, or after the end, changes nothing.</summary>
public sealed class G10_CancelTooLate
{
    [Fact]
    public void AfterTheReturn_TheRunCompletes() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var feed = new SimulatedFeed<string>();
        var host = await SimulatedHost.StartAsync(thread, (_, streams, _, _) =>
        {
            streams.Text.Pipe(feed);
            return Task.FromResult(Reply.Done);
        }, store);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.HasOutput);

        await run.CancelAsync();
        await thread.RestAsync();
        feed.Next("still drained");
        feed.End();

        var parts = await reader.ToEndAsync();
        Assert.Equal((RunStatus.Completed, "done"), (parts.Last().Status, parts.Last().Output!.Text));
        Assert.Equal(["still drained"], parts.Texts());
        Assert.DoesNotContain(EntryKind.CancelRequested, await store.KindsAsync(run.Id));
    });

    [Fact]
    public void BeforeTheReturn_TheOutputIsNotRecorded() => SimulatedThread.Run(async thread =>
    {
        // The request and the return race; whoever comes first, the log tells one story.
        var ready = new TaskCompletionSource();
        var host = await SimulatedHost.StartAsync(thread, async (_, _, _, _) =>
        {
            await ready.Task;
            await thread.PausesAsync(3);
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        ready.SetResult();
        await thread.PausesAsync(3);
        await run.CancelAsync();

        var ended = (await run.PartsAsync()).Last();
        Assert.Contains((ended.Status, ended.HasOutput), new[] { (RunStatus.Completed, true), (RunStatus.Canceled, false) });
    });

    [Fact]
    public void AfterTheEnd_NothingChanges() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));
        var run = await host.Client.TriggerAsync(new Question("?"));
        await run.WaitAsync();
        var before = await run.PartsAsync();

        await run.CancelAsync();

        Assert.Equal(before.Lines(), (await run.PartsAsync()).Lines());
    });

    [Fact]
    public async Task TheFirstIntent_Decides()
    {
        var store = new InMemoryRunStore(new VirtualTime());
        var body = SegmentBuilder.Encode((new LogEntry(EntryKind.Warning, 1, default, key: null, value: null), "{}"u8.ToArray()));
        foreach (var run in new[] { "returned", "canceled" })
        {
            await store.CreateAsync([new NewRun { RunId = run, TaskId = "task", CreatedAt = default, Body = body }], default);
            await store.RegisterAsync($"worker of {run}", TimeSpan.FromSeconds(30), default);
            await store.TakeAsync(new TakeRequest { Worker = $"worker of {run}", Token = 1, TaskIds = ["task"], Limit = 1 }, default);
        }

        Assert.Equal(AppendOutcome.Committed, await ReturnAsync("returned", 1));
        Assert.Equal(AppendOutcome.Refused, await CancelAsync("returned"));
        Assert.Equal(AppendOutcome.Committed, await CancelAsync("canceled"));
        Assert.Equal(AppendOutcome.Refused, await ReturnAsync("canceled", 1));
        Assert.Equal(AppendOutcome.Refused, await EndAsync("canceled", 2, RunStatus.Failed));
        Assert.Equal(AppendOutcome.Refused, await EndAsync("canceled", 3, RunStatus.Delayed));
        Assert.Equal(AppendOutcome.Committed, await EndAsync("canceled", 4, RunStatus.Canceled));

        async Task<AppendOutcome> OwnerAsync(string run, long sequence, HeadChange change) =>
            Assert.Single(await store.AppendAsync([new RunAppend(run, 1, sequence, body, change)], writer: null, default)).Outcome;
        Task<AppendOutcome> ReturnAsync(string run, long sequence) => OwnerAsync(run, sequence, new HeadChange { Intent = RunIntent.Return });
        Task<AppendOutcome> EndAsync(string run, long sequence, RunStatus status) => OwnerAsync(run, sequence, new HeadChange { Status = status, DueAt = default(DateTimeOffset) });
        async Task<AppendOutcome> CancelAsync(string run) => (await store.AppendAsync(
            new OutsideAppend { RunId = run, OperationId = "cancel/1", Ownership = RunOwnership.Any, Body = body, Change = new HeadChange { Intent = RunIntent.Cancel } }, default)).Outcome;
    }
}
