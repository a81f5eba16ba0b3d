using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>Runs that were waited for, and that nobody asked for again, end with their parent, however that ends and wherever they stand.</summary>
public sealed class G09_ParentsEnd
{
    [Theory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Canceled)]
    public void OnesThatAreQueuedDelayedExecutingOrWaiting_AreCanceled_AndPlainOnesLiveOn(RunStatus end) => SimulatedThread.Run(async thread =>
    {
        var goes = new TaskCompletionSource();
        FamilyHost? host = null;
        var family = new Family(thread, async (children, question, _, _) =>
        {
            if (question.Text == "waits")
            {
                return new Reply(await children.AskAsync("hold below"));
            }

            List<Task> waits =
            [
                children.AskAsync("hold executing"), children.AskAsync("hold queued", new() { Queue = "full" }), children.AskAsync("delayed", new() { Delay = TimeSpan.FromDays(2) }),
                host!.Parents.TriggerAndWaitAsync(new Question("waits")),
            ];
            await children.TriggerAsync(new Question("hold plain"));
            await children.TriggerAsync(new Question("plain delayed"), new() { Delay = TimeSpan.FromHours(1) });
            if (end is RunStatus.Canceled)
            {
                await Task.WhenAll(waits);
            }

            await goes.Task;
            return end is RunStatus.Failed ? throw new AbortRunException("fails") : Reply.Done;
        })
        { Configure = runnel => runnel.AddQueue("full", 1) };
        host = await family.StartAsync();
        await host.Children.TriggerAsync(new Question("hold the slot"), new() { Queue = "full" });

        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        Assert.Equal(
            [RunStatus.Executing, RunStatus.Queued, RunStatus.Delayed, RunStatus.Waiting, RunStatus.Executing, RunStatus.Delayed], await host.InOrderOfTriggerAsync(run.Id));
        if (end is RunStatus.Canceled)
        {
            await run.CancelAsync();
        }

        goes.SetResult();
        Assert.Equal(end, (await run.WaitAsync()).Status);
        await thread.RestAsync();
        Assert.Equal(
            [RunStatus.Canceled, RunStatus.Canceled, RunStatus.Canceled, RunStatus.Canceled, RunStatus.Executing, RunStatus.Delayed], await host.InOrderOfTriggerAsync(run.Id));
        Assert.Equal(["hold below", "hold executing"], family.Canceled.Order());
        Assert.DoesNotContain("hold queued", family.Begun);
    });

    [Fact]
    public void AfterItsMaximumDuration_TheSame() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, _, cancellationToken) =>
        {
            await children.AskAsync("first");
            using var giveUp = new CancellationTokenSource();
            var left = children.AskAsync("delayed", new() { Delay = TimeSpan.FromDays(2) }, giveUp.Token);
            giveUp.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => left);
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            throw new OperationCanceledException(cancellationToken);
        })
        { MaxDuration = TimeSpan.FromSeconds(5) };
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));

        Assert.Equal(RunStatus.TimedOut, (await run.WaitAsync()).Status);
        await thread.RestAsync();
        Assert.Equal([RunStatus.Completed, RunStatus.Canceled], (await host.StatusesAsync(run.Id)).Order());
    });

    [Fact]
    public void AChildThatALaterAttemptDoesNotAskFor_IsCanceledWithIt() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (children, _, context, _) =>
        {
            if (context.Attempt == 1)
            {
                _ = children.AskAsync("hold");
                await thread.RestAsync();
                throw new InvalidOperationException("again");
            }

            return new Reply(await children.AskAsync("other"));
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));

        Assert.Equal("other", (await run.WaitAsync()).GetOutputOrThrow().Text);
        await thread.RestAsync();
        Assert.Equal([RunStatus.Canceled, RunStatus.Completed], (await host.StatusesAsync(run.Id)).OrderDescending());
        Assert.Equal(["hold"], family.Canceled);
    });

    [Fact]
    public void AChildThatHasReturned_AndDrainsItsStreams_Completes() => SimulatedThread.Run(async thread =>
    {
        TestTask.Client? pipes = null;
        var feed = new SimulatedFeed<string>();
        var child = new TestTask((_, streams, _, _) =>
        {
            streams.Text.Pipe(feed);
            return Task.FromResult(Reply.Done);
        }, "pipes");
        var host = await SimulatedHost.StartAsync(thread, new TestTask(async (_, _, _, _) => (await pipes!.TriggerAndWaitAsync(new Question("?"))).Output!), others: child);
        pipes = host.ClientOf(child);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        var id = Assert.Single(await host.Runnel.ListAsync(new RunQuery { ParentId = run.Id })).Id;
        Assert.True((await pipes.GetAsync(id))!.HasOutput);

        await run.CancelAsync();
        Assert.Equal(RunStatus.Canceled, (await run.WaitAsync()).Status);
        await thread.RestAsync();
        feed.Next("drained");
        feed.End();

        Assert.Equal((RunStatus.Completed, "done"), ((await pipes.WaitAsync(id)).Status, (await pipes.WaitAsync(id)).Output!.Text));
        Assert.Equal(["drained"], (await pipes.SubscribeAsync(id).ReadAllAsync()).Texts());
    });
}
