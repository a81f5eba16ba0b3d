using System.Text.Json;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

/// <summary>A batch is created whole or not at all, and the item that is to blame is named.</summary>
public sealed class WrongBatches
{
    private static readonly JsonElement Valid = JsonElement.Parse("""{"text":"a"}""");

    public static TheoryData<string, RunRequest, Type> BadItems => new()
    {
        { "payload", new("child", JsonElement.Parse("{}")), typeof(PayloadException) },
        { "option", new("child", Valid, new() { MaxAttempts = 0 }), typeof(ArgumentOutOfRangeException) },
        { "tags", new("child", Valid, new() { Tags = [""] }), typeof(ArgumentException) },
        { "task", new("nobody's", Valid), typeof(TaskNotFoundException) },
        { "queue", new("child", Valid, new() { Queue = "nobody's" }), typeof(QueueNotFoundException) },
        { "key", new("child", Valid, new() { IdempotencyKey = "taken", IdempotencyScope = IdempotencyScope.Global }), typeof(IdempotencyKeyReusedException) },
        { "twin", new("child", Valid, new() { IdempotencyKey = "twin", IdempotencyScope = IdempotencyScope.Global }), typeof(IdempotencyKeyReusedException) },
    };

    [Theory]
    [MemberData(nameof(BadItems), DisableDiscoveryEnumeration = true)]
    public void OneBadItem_IsNamed_AndNoRunIsCreated(string what, RunRequest bad, Type why) => SimulatedThread.Run(async thread =>
    {
        _ = what;
        var host = await new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)).StartAsync();
        await host.Runnel.TriggerAsync("child", JsonElement.Parse("""{"text":"other"}"""), new() { IdempotencyKey = "taken" });
        var before = (await host.Runnel.ListAsync()).Count;

        var error = await Assert.ThrowsAsync<BatchItemException>(() => host.Runnel.BatchTriggerAsync(Around(bad)));

        Assert.Equal((2, why), (error.Index, error.InnerException!.GetType()));
        Assert.Contains("Item 2", error.Message, StringComparison.Ordinal);
        Assert.Equal(before, (await host.Runnel.ListAsync()).Count);
    });

    [Theory]
    [MemberData(nameof(BadItems), DisableDiscoveryEnumeration = true)]
    public void WithinATask_TheSame(string what, RunRequest bad, Type why) => SimulatedThread.Run(async thread =>
    {
        _ = what;
        FamilyHost? host = null;
        BatchItemException? error = null;
        var family = new Family(thread, async (_, _, _, _) =>
        {
            error = await Assert.ThrowsAsync<BatchItemException>(() => host!.Runnel.BatchTriggerAsync(Around(bad)));
            return Reply.Done;
        });
        host = await family.StartAsync();
        await host.Runnel.TriggerAsync("child", JsonElement.Parse("""{"text":"other"}"""), new() { IdempotencyKey = "taken" });
        var run = await host.Parents.TriggerAsync(new Question("?"));

        Assert.True((await run.WaitAsync()).IsSuccess);
        Assert.Equal((2, why), (error!.Index, error.InnerException!.GetType()));
        Assert.Empty(await host.ChildrenOfAsync(run.Id));
    });

    [Fact]
    public void WithinATask_AKeyOfTheRunThatIsUsedTwice_IsNamed() => SimulatedThread.Run(async thread =>
    {
        BatchItemException? error = null;
        var family = new Family(thread, async (children, _, _, _) =>
        {
            var keyed = new TriggerOptions { IdempotencyKey = "key" };
            error = await Assert.ThrowsAsync<BatchItemException>(() => children.BatchTriggerAsync([new(new Question("a"), keyed), new(new Question("b"), keyed)]));
            return Reply.Done;
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));

        Assert.True((await run.WaitAsync()).IsSuccess);
        Assert.IsType<IdempotencyKeyReusedException>(error!.InnerException);
        Assert.Equal(1, error.Index);
        Assert.Empty(await host.ChildrenOfAsync(run.Id));
    });

    [Theory]
    [InlineData(0)]
    [InlineData(1001)]
    public void TooFewOrTooMany_AreRefused(int count) => SimulatedThread.Run(async thread =>
    {
        var host = await new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)).StartAsync();
        var items = Enumerable.Range(0, count).Select(_ => new BatchItem<Question>(new Question("a"))).ToList();

        var errors = new[]
        {
            await Assert.ThrowsAsync<ArgumentException>(() => host.Children.BatchTriggerAsync(items)),
            await Assert.ThrowsAsync<ArgumentException>(() => host.Children.BatchTriggerAndWaitAsync(items)),
            await Assert.ThrowsAsync<ArgumentException>(() => host.Runnel.BatchTriggerAsync(items.Select(_ => new RunRequest("child", Valid)))),
        };

        Assert.All(errors, error => Assert.Contains($"1 to 1,000 items; this one has {count:N0}", error.Message, StringComparison.Ordinal));
        Assert.Empty(await host.Runnel.ListAsync());
    });

    [Fact]
    public void AScopeOfARun_OutsideOfRuns_IsNamed() => SimulatedThread.Run(async thread =>
    {
        var host = await new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)).StartAsync();
        var scoped = new TriggerOptions { IdempotencyKey = "key", IdempotencyScope = IdempotencyScope.Run };

        var single = await Assert.ThrowsAsync<ArgumentException>(() => host.Children.TriggerAsync(new Question("a"), scoped));
        var batch = await Assert.ThrowsAsync<BatchItemException>(() => host.Children.BatchTriggerAsync([new(new Question("a")), new(new Question("a"), scoped)]));

        Assert.Contains("IdempotencyScope", single.Message, StringComparison.Ordinal);
        Assert.Equal(1, batch.Index);
        Assert.Empty(await host.Runnel.ListAsync());
    });

    // The good ones have keys of their own: they are created one by one, if anybody does that.
    private static RunRequest[] Around(RunRequest bad) =>
    [
        new("child", JsonElement.Parse("""{"text":"good"}"""), new() { IdempotencyKey = "good", IdempotencyScope = IdempotencyScope.Global }),
        new("child", JsonElement.Parse("""{"text":"twin"}"""), new() { IdempotencyKey = "twin", IdempotencyScope = IdempotencyScope.Global }),
        bad,
        new("child", JsonElement.Parse("""{"text":"good too"}""")),
    ];
}
