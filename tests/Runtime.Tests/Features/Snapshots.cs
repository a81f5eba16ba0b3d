using System.Text.Json;
using Runnel.Json;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Features;

/// <summary>What a run was triggered with is seen in its snapshots, in lists, and in its replay.</summary>
public sealed class Snapshots
{
    [Fact]
    public void ASnapshot_TellsItsPlaceInTheTree_AlsoThroughJson() => SimulatedThread.Run(async thread =>
    {
        FamilyHost? host = null;
        var family = new Family(thread, async (children, question, _, _) =>
        {
            if (question.Times > 0)
            {
                return (await host!.Parents.TriggerAndWaitAsync(new Question("below", question.Times - 1))).Output!;
            }

            await children.BatchTriggerAndWaitAsync([new(new Question("leaf"), new() { Tags = ["a", "b"], IdempotencyKey = "key", Metadata = new() { ["count"] = 5 } })]);
            return Reply.Done;
        });
        host = await family.StartAsync();
        var root = await host.Parents.TriggerAsync(new Question("root", 1));
        await root.WaitAsync();
        var below = Assert.Single(await host.ChildrenOfAsync(root.Id));
        var leaf = Assert.Single(await host.ChildrenOfAsync(below.RunId));

        var run = (await host.Runnel.GetAsync(leaf.RunId))!;

        Assert.Equal((below.RunId, root.Id, 2, "key"), (run.ParentId, run.RootId, run.Depth, run.IdempotencyKey));
        Assert.Equal(["a", "b"], run.Tags);
        Assert.StartsWith("batch_", run.BatchId, StringComparison.Ordinal);
        Assert.Equal((5, 0), (run.GetMetadata("count", PrimitiveJson.Default.Int32), run.GetMetadata("nothing", PrimitiveJson.Default.Int32)));
        Assert.Throws<JsonException>(() => run.GetMetadata("count", PrimitiveJson.Default.String));
        var top = (await host.Runnel.GetAsync(root.Id))!;
        Assert.Equal((null, null, 0, null), (top.ParentId, top.RootId, top.Depth, top.BatchId));
        var options = RunnelJson.Create([], []);
        foreach (var id in (string[])[leaf.RunId, below.RunId, root.Id])
        {
            await foreach (var part in host.Runnel.SubscribeAsync(id))
            {
                var json = JsonSerializer.Serialize(part, options);
                Assert.Equal(json, JsonSerializer.Serialize(JsonSerializer.Deserialize<RunPart>(json, options), options));
            }

            var last = Assert.IsType<RunPart.Run>((await host.Runnel.SubscribeAsync(id).ReadAllAsync())[^1]);
            var read = Assert.IsType<RunPart.Run>(JsonSerializer.Deserialize<RunPart>(JsonSerializer.Serialize<RunPart>(last, options), options)).Snapshot;
            Assert.Equal(
                (last.Snapshot.ParentId, last.Snapshot.RootId, last.Snapshot.Depth, last.Snapshot.BatchId, last.Snapshot.IdempotencyKey, string.Join(' ', last.Snapshot.Tags)),
                (read.ParentId, read.RootId, read.Depth, read.BatchId, read.IdempotencyKey, string.Join(' ', read.Tags)));
        }
    });

    [Fact]
    public void Lists_AreByTagBatchAndParent() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, context, _) =>
        {
            await children.AskAsync("child", new() { Tags = ["a"] });
            await context.TagAsync("late");
            return Reply.Done;
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"), new() { Tags = ["a", "b"] });
        await run.WaitAsync();
        var batch = await host.Children.BatchTriggerAsync([new(new Question("x"), new() { Tags = ["b"] }), new(new Question("y"))]);
        await batch.WaitAsync();
        var child = Assert.Single(await host.ChildrenOfAsync(run.Id)).RunId;

        Assert.Equal(Sorted(run.Id, child), Sorted(await ListAsync(new() { Tag = "a" })));
        Assert.Equal(Sorted(run.Id, batch.Runs[0].Id), Sorted(await ListAsync(new() { Tag = "b" })));
        Assert.Equal([run.Id], await ListAsync(new() { Tag = "late" }));
        Assert.Equal([run.Id], await ListAsync(new() { Tag = "a", TaskId = "parent" }));
        Assert.Equal(Sorted(batch.Runs[0].Id, batch.Runs[1].Id), Sorted(await ListAsync(new() { BatchId = batch.Id })));
        Assert.Equal([child], await ListAsync(new() { ParentId = run.Id }));
        Assert.Empty(await ListAsync(new() { Tag = "A" }));

        async Task<string[]> ListAsync(RunQuery query) => [.. (await host.Runnel.ListAsync(query)).Select(listed => listed.Id)];
        static string[] Sorted(params string[] ids) => [.. ids.Order(StringComparer.Ordinal)];
    });

    [Fact]
    public void AReplay_HasWhatTheRunWasTriggeredWith_AndNothingOfWhatItDid() => SimulatedThread.Run(async thread =>
    {
        var seen = new List<string>();
        var family = new Family(thread, async (_, question, context, _) =>
        {
            seen.Add(context.Metadata["seen"]?.ToJsonString() ?? "nothing");
            context.Metadata.Set("seen", "seen");
            await context.TagAsync("late");
            var step = await context.OnceAsync("step", _ => Task.FromResult(seen.Count));
            return context.Attempt < 2 ? throw new InvalidOperationException("again") : new Reply($"{question.Text} {step}");
        })
        { Configure = runnel => runnel.AddQueue("one", 1) };
        var host = await family.StartAsync();
        var options = new TriggerOptions
        {
            Queue = "one", ConcurrencyKey = "lane", Priority = 7, Tags = ["a"], MaxAttempts = 2, MaxDuration = TimeSpan.FromMinutes(3), IdempotencyKey = "key",
            Metadata = new() { ["seen"] = 0 }, Delay = TimeSpan.FromHours(1), Ttl = TimeSpan.FromHours(1),
        };
        var run = await host.Parents.TriggerAsync(new Question("payload", 4), options);
        Assert.Equal("payload 1", (await run.WaitAsync()).GetOutputOrThrow().Text);

        var replayed = await host.Parents.ReplayAsync(run.Id);
        var head = (await host.Store.GetAsync(replayed.Id, default))!;
        Assert.Equal("payload 3", (await replayed.WaitAsync()).GetOutputOrThrow().Text);
        var untyped = await host.Runnel.ReplayAsync(replayed.Id);
        Assert.Equal("payload 5", (await host.Parents.WaitAsync(untyped)).GetOutputOrThrow().Text);

        Assert.Equal(("one", "lane", 7, RunStatus.Queued, null), (head.Queue, head.ConcurrencyKey, head.Priority, head.Status, head.ExpiresAt));
        var snapshot = (await host.Parents.GetAsync(replayed.Id))!;
        Assert.Equal((new Question("payload", 4), 2, 1, null), (snapshot.Payload, snapshot.Attempt, snapshot.FailedAttempts, snapshot.IdempotencyKey));
        Assert.Equal(["a", "late"], snapshot.Tags);
        Assert.Equal(["0", "\"seen\"", "0", "\"seen\"", "0", "\"seen\""], seen);
        var state = await Log.RunState.ReadAsync(host.Store, untyped, "parent", 1, default);
        Assert.Equal((2, TimeSpan.FromMinutes(3), "a"), (state.MaxAttempts, state.MaxDuration, string.Join(' ', state.Tags)));
    });
}
