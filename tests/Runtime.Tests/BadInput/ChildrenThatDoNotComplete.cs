using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

/// <summary>What a task that waits for a run is told, when that does not complete.</summary>
public sealed class ChildrenThatDoNotComplete
{
    [Theory]
    [InlineData(RunStatus.Failed, "fail")]
    [InlineData(RunStatus.Canceled, "canceled")]
    [InlineData(RunStatus.Expired, "time to live")]
    [InlineData(RunStatus.TimedOut, "longer than 5 s")]
    public void TheResultSaysHowItEnded_AndThrowsWhereItsOutputIsAskedFor(RunStatus status, string message) => SimulatedThread.Run(async thread =>
    {
        TaskResult<Reply>? result = null;
        TaskFailedException? thrown = null;
        var family = new Family(thread, async (children, _, _, _) =>
        {
            result = await children.TriggerAndWaitAsync(
                new Question(status == RunStatus.Failed ? "fail" : "hold"),
                new() { Ttl = TimeSpan.FromSeconds(10), MaxDuration = TimeSpan.FromSeconds(5), Queue = status == RunStatus.Expired ? "full" : null });
            thrown = Assert.Throws<TaskFailedException>(() => result.GetOutputOrThrow());
            return Reply.Done;
        })
        { Configure = runnel => runnel.AddQueue("full", 1) };
        var host = await family.StartAsync();
        await host.Children.TriggerAsync(new Question("hold the slot"), new() { Queue = "full" });
        await thread.RestAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        var child = Assert.Single(await host.ChildrenOfAsync(run.Id));
        if (status == RunStatus.Canceled)
        {
            await host.Runnel.CancelAsync(child.RunId);
        }

        Assert.True((await run.WaitAsync()).IsSuccess);
        Assert.Equal((child.RunId, status, false, null), (result!.RunId, result.Status, result.IsSuccess, result.Output));
        Assert.Contains(message, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal((child.RunId, status), (thrown!.RunId, thrown.Status));
    });

    [Fact]
    public void OneThatIsGone_IsAnErrorThatNamesIt_AndMadeAnewByTheNextAttempt() => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var errors = new List<RunGoneException>();
        var family = new Family(thread, async (children, _, _, _) =>
        {
            try
            {
                return new Reply(await children.AskAsync("hold"));
            }
            catch (RunGoneException exception)
            {
                errors.Add(exception);
                throw;
            }
        })
        { Store = store };
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        var first = Assert.Single(await host.ChildrenOfAsync(run.Id)).RunId;
        store.Gone.Add(first);
        family.Release("hold");

        Assert.Equal("hold", (await run.WaitAsync()).GetOutputOrThrow().Text);
        Assert.Equal(first, Assert.Single(errors).RunId);
        Assert.Equal((2, 1), ((await host.ChildrenOfAsync(run.Id)).Count, (await host.Parents.GetAsync(run.Id))!.FailedAttempts));
    });

    [Fact]
    public void AChildWhoseParentIsGone_IsNotBegun() => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var family = new Family(thread, async (children, _, _, _) => new Reply(await children.AskAsync("a", new() { Delay = TimeSpan.FromMinutes(1) }))) { Store = store };
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        store.Gone.Add(run.Id);
        await thread.DelayAsync(TimeSpan.FromMinutes(2), default);

        Assert.Equal(RunStatus.Canceled, Assert.Single(await host.ChildrenOfAsync(run.Id)).Status);
        Assert.Empty(family.Begun);
    });
}
