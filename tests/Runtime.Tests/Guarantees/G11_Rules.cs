using System.ComponentModel.DataAnnotations;
using System.Text.Json;
using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Schedules;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A payload that breaks a rule of its type is refused as one of the wrong shape is, whichever way it comes.</summary>
public sealed class G11_Rules
{
    private const string TooMany = "between 0 and 1000; it is 1001";

    internal sealed record Asked([property: MaxLength(5)] string Text);

    [Fact]
    public void TheTypedClient_AndTheClientById_RefuseIt_AndThereIsNoRun() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));

        AssertTooMany(await Assert.ThrowsAsync<PayloadException>(() => host.Client.TriggerAsync(new Question("a", 1001))));
        AssertTooMany(await Assert.ThrowsAsync<PayloadException>(() => host.Client.TriggerAndWaitAsync(new Question("a", 1001))));
        AssertTooMany(await Assert.ThrowsAsync<PayloadException>(() => host.Runnel.TriggerAsync("test", JsonElement.Parse("""{"text":"a","times":1001}"""))));
        Assert.Empty(await host.Runnel.ListAsync());
    });

    [Fact]
    public void ABatchWithOne_IsRefusedWhole_AndNamesTheItem() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done));

        var error = await Assert.ThrowsAsync<BatchItemException>(() => host.Client.BatchTriggerAsync([new(new Question("a")), new(new Question("b", 1001))]));
        Assert.Equal(1, error.Index);
        AssertTooMany(Assert.IsType<PayloadException>(error.InnerException));

        var byId = await Assert.ThrowsAsync<BatchItemException>(
            () => host.Runnel.BatchTriggerAsync([new("test", JsonElement.Parse("""{"text":"a","times":1001}""")), new("test", JsonElement.Parse("""{"text":"b"}"""))]));
        AssertTooMany(Assert.IsType<PayloadException>(byId.InnerException));
        Assert.Empty(await host.Runnel.ListAsync());
    });

    [Fact]
    public void AChild_IsRefusedWithinItsParent() => SimulatedThread.Run(async thread =>
    {
        var errors = new List<PayloadException>();
        var family = new Family(thread, async (children, _, _, cancellationToken) =>
        {
            errors.Add(await Assert.ThrowsAsync<PayloadException>(() => children.TriggerAsync(new Question("child", 1001), cancellationToken: cancellationToken)));
            errors.Add(await Assert.ThrowsAsync<PayloadException>(() => children.TriggerAndWaitAsync(new Question("child", 1001), cancellationToken: cancellationToken)));
            return Reply.Done;
        });
        var host = await family.StartAsync();

        Assert.True((await (await host.Parents.TriggerAsync(new Question("?"))).WaitAsync()).IsSuccess);

        Assert.All(errors, AssertTooMany);
        Assert.Equal(2, errors.Count);
        Assert.Empty(family.Begun);
    });

    [Fact]
    public void AReplay_IsRefused_WhereTheRulesHaveBecomeStricter() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done), store);
        var id = await StoreAsync(store, thread, """{"text":"a","times":1001}""");
        await host.Runnel.SubscribeAsync(id).ReadAllAsync();

        AssertTooMany(await Assert.ThrowsAsync<PayloadException>(() => host.Runnel.ReplayAsync(id)));
    });

    [Fact]
    public void ASchedule_IsNotMade() => SimulatedThread.Run(async thread =>
    {
        var store = ScheduleHost.StoreOf(thread);
        var host = await ScheduleHost.StartTasksAsync(thread, store, new ScheduledTask<Asked>("asked").Module);

        var typed = await Assert.ThrowsAsync<PayloadException>(
            () => host.Schedules.CreateAsync("s", host.Get<ScheduledTaskClient<Asked>>(), "0 * * * *", new Asked("too long")));
        var byId = await Assert.ThrowsAsync<PayloadException>(
            () => host.Schedules.CreateAsync("s", "asked", "0 * * * *", JsonElement.Parse("""{"text":"too long"}""")));

        Assert.All([typed, byId], error => Assert.Equal("$.text", error.Path));
        Assert.Empty(await host.Schedules.ListAsync());
        await host.StopAsync();
    });

    [Fact]
    public void OneThatIsInTheStoreAllTheSame_FailsWithoutExecutionOrRetry_AndCanStillBeSeen() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var executions = 0;
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) =>
        {
            executions++;
            return Task.FromResult(Reply.Done);
        }, store);
        var id = await StoreAsync(store, thread, """{"text":"a","times":1001}""");

        var ended = Assert.IsType<RunPart.Run>((await host.Runnel.SubscribeAsync(id).ReadAllAsync())[^1]).Snapshot;

        Assert.Equal((RunStatus.Failed, 0), (ended.Status, executions));
        Assert.Equal(typeof(PayloadException).FullName, ended.Error!.Type);
        Assert.Contains("$.times", ended.Error.Message);
        Assert.DoesNotContain(EntryKind.AttemptFailed, await store.KindsAsync(id));
        // Whoever looks at it sees what was sent.
        Assert.Equal(new Question("a", 1001), (await host.Client.GetAsync(id))!.Payload);
    });

    private static void AssertTooMany(PayloadException error)
    {
        Assert.Equal("$.times", error.Path);
        Assert.Contains(TooMany, error.Reason);
        Assert.Equal(error.Reason, Assert.Single(error.Problems).Reason);
    }

    private static async Task<string> StoreAsync(InMemoryRunStore store, SimulatedThread thread, string payload)
    {
        var id = RunIds.Of(Guid.CreateVersion7(thread.Time.GetUtcNow()));
        var body = EntryBodies.Encode(new CreatedBody(JsonElement.Parse(payload), "hash", MaxAttempts: 3, Metadata: null, TraceParent: null), EntryBodies.Default.CreatedBody);
        var created = new LogEntry(EntryKind.Created, attempt: 0, thread.Time.GetUtcNow(), key: null, value: null);
        await store.CreateAsync([new NewRun { RunId = id, TaskId = "test", CreatedAt = thread.Time.GetUtcNow(), Body = SegmentBuilder.Encode((created, body)) }], default);
        return id;
    }
}
