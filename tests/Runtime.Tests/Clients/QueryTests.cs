using System.Text.Json;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Clients;

/// <summary>Runs by id and in lists, results, and the untyped client.</summary>
public sealed class QueryTests
{
    private static readonly TestBody Body = (question, _, _, _) => question.Text == "fail"
        ? throw new AbortRunException("asked to")
        : Task.FromResult(new Reply(question.Text));

    [Fact]
    public void AList_IsNewestFirst_InPages_AndFiltered() => SimulatedThread.Run(async thread =>
    {
        var other = new TestTask(Body, "other");
        var host = await SimulatedHost.StartAsync(thread, new TestTask(Body), configure: runnel => runnel.Add(other.Module));
        var ids = new List<string>();
        for (var number = 0; number < 6; number++)
        {
            thread.Time.Advance(TimeSpan.FromMilliseconds(1));
            ids.Add(await host.Runnel.TriggerAsync(number % 2 == 0 ? "test" : "other", JsonElement.Parse(number == 4 ? """{"text":"fail"}""" : """{"text":"a"}""")));
            await host.Runnel.SubscribeAsync(ids[^1]).ReadAllAsync();
        }

        ids.Reverse();
        Assert.Equal(ids, (await host.Runnel.ListAsync()).Select(run => run.Id));
        Assert.Equal(ids.Take(4), (await host.Runnel.ListAsync(new RunQuery { Limit = 4 })).Select(run => run.Id));
        Assert.Equal(ids.Skip(4), (await host.Runnel.ListAsync(new RunQuery { Limit = 4, Before = ids[3] })).Select(run => run.Id));
        Assert.All(await host.Runnel.ListAsync(new RunQuery { TaskId = "other" }), run => Assert.Equal("other", run.TaskId));
        Assert.Equal(3, (await host.Runnel.ListAsync(new RunQuery { TaskId = "other" })).Count);
        var failed = Assert.Single(await host.Runnel.ListAsync(new RunQuery { Status = RunStatus.Failed }));
        Assert.Equal((ids[1], "test", 1), (failed.Id, failed.TaskId, failed.Attempt));
        Assert.NotNull(failed.FinishedAt);
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Runnel.ListAsync(new RunQuery { Limit = 0 }));
        await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.Runnel.ListAsync(new RunQuery { Limit = 1001 }));
    });

    [Fact]
    public void AResult_TellsHowTheRunEnded() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, Body);

        var good = await (await host.Client.TriggerAsync(new Question("good"))).WaitAsync();
        Assert.True(good.IsSuccess);
        Assert.Equal("good", good.GetOutputOrThrow().Text);
        Assert.Null(good.Error);
        var bad = await (await host.Client.TriggerAsync(new Question("fail"))).WaitAsync();
        Assert.Equal((false, RunStatus.Failed, "asked to"), (bad.IsSuccess, bad.Status, bad.Error!.Message));
        var error = Assert.Throws<TaskFailedException>(bad.GetOutputOrThrow);
        Assert.Equal((bad.RunId, RunStatus.Failed, "asked to"), (error.RunId, error.Status, error.Error!.Message));
    });

    [Fact]
    public void ARun_IsTypedBothWays_AndUntypedById() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, Body);
        var triggered = await host.Client.TriggerAsync(new Question("typed", Times: 3));
        await triggered.WaitAsync();

        var run = (await host.Client.GetAsync(triggered.Id))!;
        Assert.Equal((triggered.Id, "test", RunStatus.Completed, 1), (run.Id, run.TaskId, run.Status, run.Attempt));
        Assert.Equal(new Question("typed", 3), run.Payload);
        Assert.Equal(new Reply("typed"), run.Output);
        var untyped = (await host.Runnel.GetAsync(triggered.Id))!;
        Assert.Equal("""{"text":"typed","times":3}""", untyped.Payload.GetRawText());
        Assert.Equal("typed", untyped.Output.GetProperty("text").GetString());
    });

    [Fact]
    public void TypedAndUntypedSubscribers_SeeTheSameLog() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await streams.Text.WriteAsync("a");
            await streams.Numbers.WriteAsync(1);
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        var untyped = host.Runnel.SubscribeAsync(run.Id).ReadAllAsync();
        var typed = await run.PartsAsync();

        Assert.Equal(typed.Select(part => (part.Cursor, part.Attempt)), (await untyped).Select(part => (part.Cursor, part.Attempt)));
        Assert.Equal([("text", "\"a\""), ("numbers", "1")], (await untyped).OfType<RunPart.Chunk>().Select(part => (part.Key, part.Json.GetRawText())));
    });

    [Fact]
    public void TriggerAndSubscribe_IsBothInOne_AndStoppingToReadLeavesTheRun() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, Body);
        string? id = null;
        await foreach (var part in host.Client.TriggerAndSubscribeAsync(new Question("a")))
        {
            id = Assert.IsType<TestPart.Run>(part).Snapshot.Id;
            break;
        }

        Assert.Equal(RunStatus.Completed, (await host.Client.WaitAsync(id!)).Status);
    });
}
