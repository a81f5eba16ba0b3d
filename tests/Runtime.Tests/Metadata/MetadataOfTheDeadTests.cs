using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Metadata;

/// <summary>What an execution has sent and not brought to its parent arrives, though nobody executes the run again.</summary>
public sealed class MetadataOfTheDeadTests
{
    [Fact]
    public void ARunThatIsCanceledBetweenTwoExecutions_BringsItFirst() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var parents = new TestTask((_, _, _, _) => Task.FromResult(Reply.Done), "parent");
        var host = await SimulatedHost.StartAsync(
            thread, new TestTask((_, _, _, _) => Task.FromResult(Reply.Done), "child"), store, runnel => runnel.ClientOnly(), parents);
        var parent = await host.ClientOf(parents).TriggerAsync(new Question("?"), new TriggerOptions { Delay = TimeSpan.FromDays(1) });
        var child = await host.Client.TriggerAsync(new Question("?"));
        await store.RegisterAsync("worker", TimeSpan.FromSeconds(30), default);
        await store.TakeAsync(new TakeRequest { Worker = "worker", Token = 1, TaskIds = ["child"], Limit = 1 }, default);
        var sent = new MetadataSentBody(1, 0, parent.Id, [new MetadataOperation(MetadataOperationKind.Increment, "read", 3)]);
        var entry = (Entry(EntryKind.MetadataSent), EntryBodies.Encode(sent, EntryBodies.Default.MetadataSentBody));
        var back = new HeadChange { Status = RunStatus.Queued };
        await store.AppendAsync([new RunAppend(child.Id, 1, 1, SegmentBuilder.Encode(entry, (Entry(EntryKind.HandedBack), [])), back)], writer: null, default);

        await child.CancelAsync();

        Assert.Equal(3, (await host.ClientOf(parents).GetAsync(parent.Id))!.Metadata.GetProperty("read").GetDouble());

        LogEntry Entry(EntryKind kind) => new(kind, attempt: 1, thread.Time.GetUtcNow(), key: null, value: null);
    });
}
