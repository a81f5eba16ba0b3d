using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A subscriber never sees an entry that a failure can take back.</summary>
public sealed class G01_DurableBeforeVisible
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void WhatIsNotAnsweredFor_IsNotShown(bool isInTheStore) => SimulatedThread.Run(async thread =>
    {
        var answer = new TaskCompletionSource();
        var store = new StoreWrapper(new Storage.InMemoryRunStore(thread.Time));
        store.OnAppend(isInTheStore, number => number == 2 ? answer.Task : Task.CompletedTask);
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await streams.Text.WriteAsync("chunk");
            return Reply.Done;
        }, store);

        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.Status == RunStatus.Executing);
        var next = reader.Pending;
        await thread.RestAsync();

        Assert.Equal(2, store.Appends);
        Assert.False(next.IsCompleted);
        answer.SetResult();
        Assert.Equal(["chunk"], (await reader.ToEndAsync()).Texts());
    });

    [Fact]
    public void WhatTheStoreLost_WasNeverShown() => SimulatedThread.Run(async thread =>
    {
        // The commit reaches no store at all until the store is well again: a subscriber that saw it would have seen the future.
        var store = new StoreWrapper(new Storage.InMemoryRunStore(thread.Time))
        {
            BeforeAppend = number => number is > 1 and < 5 ? throw new IOException("disk") : Task.CompletedTask,
        };
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await streams.Text.WriteAsync("chunk");
            return Reply.Done;
        }, store);

        var run = await host.Client.TriggerAsync(new Question("?"));
        var appendsWhenSeen = 0;
        await foreach (var part in run.SubscribeAsync())
        {
            appendsWhenSeen = part is TestPart.Text ? store.Appends : appendsWhenSeen;
        }

        Assert.InRange(appendsWhenSeen, low: 5, store.Appends);
    });
}
