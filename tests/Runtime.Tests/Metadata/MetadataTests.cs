using System.Text.Json.Nodes;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Metadata;

public sealed class MetadataTests
{
    [Fact]
    public void TheTask_ItsLog_AndItsSubscribers_SeeTheSame() => SimulatedThread.Run(async thread =>
    {
        string? seenByTask = null;
        var metadata = await RunAsync(thread, new JsonObject { ["given"] = 1, ["count"] = 40 }, context =>
        {
            context.Metadata.Set("text", "a");
            context.Metadata.Set("text", "b");
            context.Metadata.Set("whole", 5);
            context.Metadata.Increment("whole");
            context.Metadata.Increment("count");
            context.Metadata.Increment("count", 1.5);
            context.Metadata.Increment("new");
            context.Metadata.Append("list", 1);
            context.Metadata.Append("list", "two");
            context.Metadata.Append("text", "c");
            context.Metadata.Set("gone", true);
            context.Metadata.Remove("gone");
            context.Metadata.Set("nothing", null);
            seenByTask = string.Join(' ', new[] { "given", "count", "text", "whole", "new", "list", "gone", "nothing" }.Select(key => context.Metadata[key]?.ToJsonString() ?? "null"));
        });

        Assert.Equal("1 42.5 [\"b\",\"c\"] 6 1 [1,\"two\"] null null", seenByTask);
        Assert.Equal("""{"count":42.5,"given":1,"list":[1,"two"],"new":1,"nothing":null,"text":["b","c"],"whole":6}""", Sorted(metadata));
    });

    [Fact]
    public void ManyChangesInOneCommit_BecomeOneEntry_AndOneUpdate() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var host = await SimulatedHost.StartAsync(thread, (_, _, context, _) =>
        {
            for (var percent = 1; percent <= 100; percent++)
            {
                context.Metadata.Set("percent", percent);
                context.Metadata.Increment("steps");
            }

            return Task.FromResult(Reply.Done);
        }, store);
        var run = await host.Client.TriggerAsync(new Question("?"));
        var parts = await run.PartsAsync();

        var entry = Assert.Single(await store.EntriesAsync(run.Id), entry => entry.Kind == EntryKind.Metadata);
        Assert.InRange(entry.Body.Length, low: 1, high: 200);
        Assert.Equal("""{"percent":100,"steps":100}""", Sorted(parts.Last().Metadata));
    });

    [Fact]
    public void Changes_KeepTheirPlaceAmongTheChunks() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, context, _) =>
        {
            context.Metadata.Set("step", 1);
            await streams.Numbers.WriteAsync(1);
            context.Metadata.Set("step", 2);
            await streams.Numbers.WriteAsync(2);
            return Reply.Done;
        });
        var parts = await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync();

        var step = 0;
        foreach (var part in parts)
        {
            step = part is TestPart.Run { Snapshot.Metadata: var metadata } && metadata.TryGetProperty("step", out var at) ? at.GetInt32() : step;
            Assert.True(part is not TestPart.Numbers(var number) || number == step);
        }

        Assert.Equal(2, step);
    });

    [Fact]
    public void TheNextAttempt_GoesOnFromWhatTheLastOneSet() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, context, _) =>
        {
            context.Metadata.Increment("attempts");
            Assert.Equal(context.Attempt, context.Metadata["attempts"]!.GetValue<double>());
            return context.Attempt < 3 ? throw new InvalidOperationException("again") : Task.FromResult(Reply.Done);
        });
        var ended = (await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync()).Last();

        Assert.Equal((RunStatus.Completed, 3), (ended.Status, ended.Metadata.GetProperty("attempts").GetInt32()));
    });

    [Fact]
    public void NumbersThatAreNoJson_HoldNothingUp() => SimulatedThread.Run(async thread =>
    {
        var metadata = await RunAsync(thread, given: null, context =>
        {
            context.Metadata.Increment("n", double.MaxValue);
            context.Metadata.Increment("n", double.MaxValue);
            Assert.Equal(double.MaxValue, context.Metadata["n"]!.GetValue<double>());
            Assert.ThrowsAny<ArgumentException>(() => context.Metadata.Increment("n", double.NaN));
            Assert.ThrowsAny<ArgumentException>(() => context.Metadata.Set("infinite", double.PositiveInfinity));
            context.Metadata.Set("after", 1);
        });

        Assert.Equal(1, metadata["after"]!.GetValue<int>());
        Assert.Equal(double.MaxValue, metadata["n"]!.GetValue<double>());
        Assert.False(metadata.ContainsKey("infinite"));
    });

    [Fact]
    public void AnEmptyKey_IsRefused() => SimulatedThread.Run(thread => RunAsync(thread, given: null, context =>
        Assert.Throws<ArgumentException>(() => context.Metadata.Set("", 1))));

    private static async Task<JsonObject> RunAsync(SimulatedThread thread, JsonObject? given, Action<TaskContext> body)
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, context, _) =>
        {
            body(context);
            return Task.FromResult(Reply.Done);
        });
        var run = await host.Client.TriggerAsync(new Question("?"), new TriggerOptions { Metadata = given, MaxAttempts = 1 });
        var ended = (await run.PartsAsync()).Last();
        Assert.Equal((RunStatus.Completed, null), (ended.Status, ended.Error?.Message));
        return JsonNode.Parse(ended.Metadata.GetRawText())!.AsObject();
    }

    private static string Sorted(System.Text.Json.JsonElement metadata) => Sorted(JsonNode.Parse(metadata.GetRawText())!.AsObject());

    private static string Sorted(JsonObject metadata) =>
        new JsonObject(metadata.OrderBy(pair => pair.Key, StringComparer.Ordinal).Select(pair => new KeyValuePair<string, JsonNode?>(pair.Key, pair.Value?.DeepClone()))).ToJsonString();
}
