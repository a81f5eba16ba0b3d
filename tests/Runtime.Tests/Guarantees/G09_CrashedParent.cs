using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>What becomes of children whose parent's worker dies: they go on and are joined, and when there is no next execution they end.</summary>
public sealed class G09_CrashedParent
{
    private static readonly Action<RunnelBuilder> ShortLease = runnel => runnel.Configure(options => (options.LeaseDuration, options.MaxDeaths) = (TimeSpan.FromSeconds(6), 3));

    [Fact]
    public void AfterAWorkersDeath_LiveChildrenAreJoined_AndCompletedOnesNotRunAgain() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, _, _) =>
        {
            var answers = new List<string> { await children.AskAsync("done before") };
            answers.AddRange(await Task.WhenAll(children.AskAsync("hold"), children.AskAsync("hold too")));
            return new Reply(string.Join(", ", answers));
        })
        { Configure = ShortLease };
        var doomed = new ProcessConnection(thread, family.Store, errorsPerThousand: 0);
        var elsewhere = await family.StartAsync(configure: runnel => runnel.ClientOnly());
        await family.StartAsync(doomed);
        var run = await elsewhere.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        Assert.Equal(["done before", "hold", "hold too"], family.Begun.Order());
        await family.StartAsync();
        doomed.Die();
        await using (var reader = run.Reader())
        {
            await reader.UntilAsync<TestPart.Run>(part => part.Snapshot is { Status: RunStatus.Waiting, Attempt: 2 });
        }

        family.Release("hold");
        family.Release("hold too");

        Assert.Equal("done before, hold, hold too", (await run.WaitAsync()).GetOutputOrThrow().Text);
        Assert.Equal(3, (await elsewhere.ChildrenOfAsync(run.Id)).Count);
        Assert.Equal(1, family.Begun.Count(text => text == "done before"));
    });

    [Theory]
    [InlineData("hold executing", 0)]
    [InlineData("delayed", 8)]
    public void OfAParentThatEndsAsCrashed_AllAreCanceled_DelayedOnesToo(string text, int hours) => SimulatedThread.Run(async thread =>
    {
        // Its first execution asks for them; the next ones die before they come to that. What waits is not blamed for a death.
        var processes = new List<ProcessConnection>();
        Family? family = null;
        family = new Family(thread, async (children, question, context, cancellationToken) =>
        {
            if (context.Attempt == 1)
            {
                _ = children.AskAsync(text, new() { Delay = TimeSpan.FromHours(hours) });
                await thread.RestAsync();
            }

            await thread.DelayAsync(TimeSpan.FromSeconds(1), cancellationToken);
            processes[^1].Die();
            await StartAsync();
            return Reply.Done;
        })
        { Configure = ShortLease };
        var elsewhere = await family.StartAsync(configure: runnel => runnel.ClientOnly());
        await SimulatedHost.StartAsync(thread, elsewhere.Child, family.Store, ShortLease);
        await StartAsync();
        var run = await elsewhere.Parents.TriggerAsync(new Question("?"));

        Assert.Equal(RunStatus.Crashed, (await run.WaitAsync()).Status);
        await thread.DelayAsync(TimeSpan.FromSeconds(30), default);

        Assert.All(await elsewhere.StatusesAsync(run.Id), status => Assert.Equal(RunStatus.Canceled, status));

        async Task StartAsync()
        {
            processes.Add(new ProcessConnection(thread, family!.Store, errorsPerThousand: 0));
            await family.StartAsync(processes[^1], executesChildren: false);
        }
    });

    [Fact]
    public void AHundredPendingChildren_AreAllJoined() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, _, _) =>
        {
            var answers = await Task.WhenAll(Enumerable.Range(0, 100).Select(number => children.AskAsync($"hold {number}")));
            return new Reply($"{answers.Distinct().Count()}");
        })
        { Configure = ShortLease, ChildQueue = "ten" };
        var doomed = new ProcessConnection(thread, family.Store, errorsPerThousand: 0);
        await family.StartAsync(doomed, runnel => runnel.AddQueue("ten", 10));
        var second = await family.StartAsync(configure: runnel => runnel.AddQueue("ten", 10).ClientOnly());
        var run = await second.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        doomed.Die();
        for (var number = 0; number < 100; number++)
        {
            family.Release($"hold {number}");
        }

        await family.StartAsync(configure: runnel => runnel.AddQueue("ten", 10));

        Assert.Equal("100", (await run.WaitAsync()).GetOutputOrThrow().Text);
        Assert.Equal(100, (await second.ChildrenOfAsync(run.Id)).Count);
    });
}
