using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Metadata;

/// <summary>What a child writes to its parent's and root's metadata arrives once, before the child ends.</summary>
public sealed class ParentMetadataTests
{
    [Fact]
    public void ChangesOfAChild_AreInItsParentAndRoot_WhenItHasEnded() => SimulatedThread.Run(async thread =>
    {
        var (host, root) = await TreeAsync(thread, new InMemoryRunStore(thread.Time), context =>
        {
            for (var count = 0; count < 50; count++)
            {
                context.Metadata.Root.Increment("leaves");
                context.Metadata.Parent!.Append("names", count);
            }
        });

        var run = await host.Client.TriggerAsync(new Question("root", 2));
        await run.WaitAsync();

        var snapshot = await host.Client.GetAsync(run.Id);
        Assert.Equal(100, snapshot!.Metadata.GetProperty("leaves").GetDouble());
        var middle = (await host.Runnel.ListAsync(new RunQuery { ParentId = run.Id })).Single();
        Assert.Equal(100, (await host.Client.GetAsync(middle.Id))!.Metadata.GetProperty("names").GetArrayLength());
        Assert.False(snapshot.Metadata.TryGetProperty("names", out _));
        _ = root;
    });

    [Fact]
    public void ManyChanges_AreFewEntries() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var (host, _) = await TreeAsync(thread, store, context =>
        {
            for (var count = 0; count < 1000; count++)
            {
                context.Metadata.Parent!.Set("last", count);
            }
        });

        var run = await host.Client.TriggerAsync(new Question("root", 1));
        await run.WaitAsync();

        var page = await store.ReadAsync(new ReadRequest(run.Id, 0), default);
        Assert.InRange(page.Segments.SelectMany(segment => CommittedSegment.Read(segment).Entries).Count(entry => entry.Kind == EntryKind.Metadata), 1, 6);
        Assert.Equal(999, (await host.Client.GetAsync(run.Id))!.Metadata.GetProperty("last").GetInt32());
    });

    [Fact]
    public void OfARoot_RootIsItself_AndParentIsNothing() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, context, _) =>
        {
            Assert.Null(context.Metadata.Parent);
            context.Metadata.Root.Set("own", 1);
            return Task.FromResult(Reply.Done);
        });

        var run = await host.Client.TriggerAsync(new Question("?"));
        await run.WaitAsync();

        Assert.Equal(1, (await host.Client.GetAsync(run.Id))!.Metadata.GetProperty("own").GetInt32());
    });

    [Fact]
    public void AParentThatHasEnded_IsAWarning() => SimulatedThread.Run(async thread =>
    {
        TestTask.Client? children = null;
        var ended = new TaskCompletionSource();
        var child = new TestTask(
            async (_, _, context, _) =>
            {
                await ended.Task;
                context.Metadata.Parent!.Set("late", 1);
                return Reply.Done;
            },
            "child");
        string? childId = null;
        var host = await SimulatedHost.StartAsync(
            thread,
            new TestTask(async (_, _, _, _) =>
            {
                childId = (await children!.TriggerAsync(new Question("?"))).Id;
                return Reply.Done;
            }),
            others: child);
        children = host.ClientOf(child);
        await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync();
        ended.SetResult();

        Assert.True((await children.WaitAsync(childId!)).IsSuccess);

        Assert.Contains("'late'", $"'{Assert.Single((await children.GetAsync(childId!))!.Warnings).Split("Changed were: ")[1].TrimEnd('.')}'", StringComparison.Ordinal);
    });

    private static async Task<(SimulatedHost Host, TestTask Task)> TreeAsync(SimulatedThread thread, InMemoryRunStore store, Action<TaskContext> leaf)
    {
        TestTask.Client? client = null;
        var task = new TestTask(async (question, _, context, _) =>
        {
            if (question.Times == 0)
            {
                leaf(context);
                return Reply.Done;
            }

            // Two leaves below the last one that waits.
            var width = question.Times == 1 ? 2 : 1;
            await Task.WhenAll(Enumerable.Range(0, width).Select(number => client!.TriggerAndWaitAsync(new Question($"{number}", question.Times - 1))));
            return Reply.Done;
        });
        var host = await SimulatedHost.StartAsync(thread, task, store);
        client = host.Client;
        return (host, task);
    }
}
