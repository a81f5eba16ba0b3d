using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

/// <summary>An option that is out of its range is named, and creates no run; one that is merely large is taken.</summary>
public sealed class WrongTriggerOptions
{
    private static readonly string[] ElevenTags = [.. Enumerable.Range(0, 11).Select(number => $"tag {number}")];

    public static TheoryData<string, TriggerOptions> OutOfRange => new()
    {
        { nameof(TriggerOptions.MaxAttempts), new() { MaxAttempts = 0 } },
        { nameof(TriggerOptions.Delay), new() { Delay = TimeSpan.FromTicks(-1) } },
        { nameof(TriggerOptions.DelayUntil), new() { Delay = TimeSpan.Zero, DelayUntil = DateTimeOffset.UnixEpoch } },
        { nameof(TriggerOptions.Ttl), new() { Ttl = TimeSpan.Zero } },
        { nameof(TriggerOptions.MaxDuration), new() { MaxDuration = TimeSpan.Zero } },
        { nameof(TriggerOptions.IdempotencyKey), new() { IdempotencyKey = "" } },
        { nameof(TriggerOptions.IdempotencyKey), new() { IdempotencyKey = new string('k', 257) } },
        { nameof(TriggerOptions.IdempotencyKeyTtl), new() { IdempotencyKey = "key", IdempotencyKeyTtl = TimeSpan.Zero } },
        { nameof(TriggerOptions.IdempotencyScope), new() { IdempotencyKey = "key", IdempotencyScope = (IdempotencyScope)7 } },
        { nameof(TriggerOptions.ConcurrencyKey), new() { ConcurrencyKey = "" } },
        { nameof(TriggerOptions.ConcurrencyKey), new() { ConcurrencyKey = new string('k', 257) } },
        { "11: tag 0", new() { Tags = ElevenTags } },
        { "at most 10 tags", new() { Tags = null! } },
        { "''", new() { Tags = ["good", ""] } },
        { "''", new() { Tags = [null!] } },
        { new string('t', 129), new() { Tags = [new string('t', 129)] } },
        { "''", new() { Queue = "" } },
        { "'nobody's'", new() { Queue = "nobody's" } },
        { nameof(TriggerOptions.Metadata), new() { Metadata = new() { ["key"] = new string('m', 256 * 1024) } } },
    };

    public static TheoryData<TriggerOptions> Large => new()
    {
        new TriggerOptions { MaxDuration = TimeSpan.FromDays(60) },
        new TriggerOptions { MaxDuration = TimeSpan.MaxValue },
        new TriggerOptions { Ttl = TimeSpan.MaxValue },
        new TriggerOptions { IdempotencyKey = "key", IdempotencyKeyTtl = TimeSpan.MaxValue },
        new TriggerOptions { Delay = TimeSpan.FromDays(0.5), Ttl = TimeSpan.MaxValue },
        new TriggerOptions { DelayUntil = DateTimeOffset.MinValue, Ttl = TimeSpan.FromSeconds(1) },
        new TriggerOptions { Priority = int.MaxValue, MaxAttempts = int.MaxValue },
        new TriggerOptions { IdempotencyKey = new string('k', 256), ConcurrencyKey = new string('k', 256), Tags = [.. ElevenTags.Skip(1)] },
        new TriggerOptions { Tags = [.. Enumerable.Repeat(new string('t', 128), 10)] },
    };

    [Theory]
    [MemberData(nameof(OutOfRange), DisableDiscoveryEnumeration = true)]
    public void OneOutOfRange_IsNamed_AndNoRunIsCreated(string named, TriggerOptions options) => SimulatedThread.Run(async thread =>
    {
        Exception? within = null;
        var family = new Family(thread, async (children, _, _, _) =>
        {
            within = await Assert.ThrowsAnyAsync<Exception>(() => children.TriggerAndWaitAsync(new Question("a"), options));
            return Reply.Done;
        });
        var host = await family.StartAsync();

        var outside = await Assert.ThrowsAnyAsync<Exception>(() => host.Children.TriggerAsync(new Question("a"), options));
        Assert.True((await host.Parents.TriggerAndWaitAsync(new Question("?"))).IsSuccess);

        Assert.True(outside is ArgumentException or QueueNotFoundException, outside.ToString());
        Assert.Contains(named, outside.Message, StringComparison.Ordinal);
        Assert.Equal((outside.GetType(), outside.Message), (within!.GetType(), within.Message));
        Assert.Equal("parent", Assert.Single(await host.Runnel.ListAsync()).TaskId);
    });

    [Theory]
    [MemberData(nameof(Large), DisableDiscoveryEnumeration = true)]
    public void OneThatIsMerelyLarge_IsTaken(TriggerOptions options) => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, _, _) => new Reply(await children.AskAsync("a", options)));
        var host = await family.StartAsync();

        Assert.Equal("a", (await host.Parents.TriggerAndWaitAsync(new Question("?"), options)).GetOutputOrThrow().Text);
    });

    [Fact]
    public void ADelayBeyondAllTime_IsHeldBack_AndCanBeCanceled() => SimulatedThread.Run(async thread =>
    {
        var host = await new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)).StartAsync();

        var run = await host.Parents.TriggerAsync(new Question("?"), new TriggerOptions { Delay = TimeSpan.MaxValue, Ttl = TimeSpan.MaxValue });
        await thread.RestAsync();

        Assert.Equal(RunStatus.Delayed, (await host.Parents.GetAsync(run.Id))!.Status);
        await run.CancelAsync();
        Assert.Equal(RunStatus.Canceled, (await run.WaitAsync()).Status);
    });

    [Fact]
    public void ATagThatIsGivenTwice_IsThereOnce() => SimulatedThread.Run(async thread =>
    {
        var host = await new Family(thread, async (_, _, context, _) =>
        {
            await context.TagAsync("a", "c", "c");
            return Reply.Done;
        }).StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"), new TriggerOptions { Tags = ["a", "b", "a"] });
        await run.WaitAsync();

        Assert.Equal(["a", "b", "c"], (await host.Parents.GetAsync(run.Id))!.Tags);
    });
}
