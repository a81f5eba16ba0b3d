using System.Text.Json;
using Runnel.Definitions;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

/// <summary>What comes at a wrong time, or for a run that does not stand so, is refused with a reason.</summary>
public sealed class WrongMoments
{
    [Fact]
    public void ReschedulingARunThatIsNotHeldBack_IsRefused() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, (_, _, context, _) => context.Attempt == 1 ? throw new InvalidOperationException("again") : Task.FromResult(Reply.Done));
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.Status == RunStatus.Delayed);

        var begun = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Parents.RescheduleAsync(run.Id, thread.Time.GetUtcNow()));
        await reader.ToEndAsync();
        var ended = await Assert.ThrowsAsync<InvalidOperationException>(() => host.Runnel.RescheduleAsync(run.Id, thread.Time.GetUtcNow()));
        await Assert.ThrowsAsync<RunNotFoundException>(() => host.Runnel.RescheduleAsync("nobody's", thread.Time.GetUtcNow()));

        Assert.Contains("is Delayed and has begun before", begun.Message, StringComparison.Ordinal);
        Assert.Contains("is Completed", ended.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void ReplayingWhatIsGone_OrIsAnotherTasks_IsRefused() => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var host = await new Family(thread, (_, _, _, _) => Task.FromResult(Reply.Done)) { Store = store }.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await run.WaitAsync();

        await Assert.ThrowsAsync<RunTypeMismatchException>(() => host.Children.ReplayAsync(run.Id));
        await Assert.ThrowsAsync<RunNotFoundException>(() => host.Parents.ReplayAsync("nobody's"));
        store.Gone.Add(run.Id);
        await Assert.ThrowsAsync<RunGoneException>(() => host.Parents.ReplayAsync(run.Id));
        await Assert.ThrowsAsync<RunGoneException>(() => host.Runnel.ReplayAsync(run.Id));
    });

    [Fact]
    public void ATimeToLive_CountsFromWhenItIsDue_AndNotForWhatHasBegun() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (_, _, context, cancellationToken) =>
        {
            await thread.DelayAsync(TimeSpan.FromMinutes(5), cancellationToken);
            return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
        })
        { ParentQueue = "one", Configure = runnel => runnel.AddQueue("one", 1) };
        var host = await family.StartAsync();
        var brief = new TriggerOptions { Ttl = TimeSpan.FromSeconds(10) };
        var inTime = await host.Parents.TriggerAsync(new Question("in time"), brief);
        await thread.RestAsync();
        var tooLate = await host.Parents.TriggerAsync(new Question("too late"), brief);
        var delayed = await host.Parents.TriggerAsync(new Question("delayed"), brief with { Delay = TimeSpan.FromMinutes(30) });

        Assert.Equal(
            [RunStatus.Completed, RunStatus.Expired, RunStatus.Completed], [(await inTime.WaitAsync()).Status, (await tooLate.WaitAsync()).Status, (await delayed.WaitAsync()).Status]);
        var expired = (await host.Parents.GetAsync(tooLate.Id))!;
        Assert.Equal((0, TimeSpan.FromSeconds(10)), (expired.Attempt, expired.FinishedAt - expired.CreatedAt));
    });

    [Fact]
    public void CodeThatOutlivesItsRun_TriggersNothing() => SimulatedThread.Run(async thread =>
    {
        var outlives = new TaskCompletionSource();
        var refused = new List<Exception>();
        var family = new Family(thread, (children, _, context, _) =>
        {
            _ = OutliveAsync(children, context);
            return Task.FromResult(Reply.Done);
        });
        var host = await family.StartAsync();
        var run = await host.Parents.TriggerAsync(new Question("?"));
        await run.WaitAsync();
        await thread.RestAsync();
        outlives.SetResult();
        await thread.RestAsync();

        Assert.Equal(6, refused.Count);
        Assert.All(refused, error => Assert.Contains(run.Id, Assert.IsType<RunFencedException>(error).Message, StringComparison.Ordinal));
        Assert.Empty(await host.ChildrenOfAsync(run.Id));
        Assert.Single(await host.Runnel.ListAsync());

        async Task OutliveAsync(TestTask.Client children, TaskContext context)
        {
            await outlives.Task;
            foreach (var call in (Func<Task>[])
                [
                    () => children.TriggerAsync(new Question("a")), () => children.AskAsync("a"), () => children.BatchTriggerAsync([new(new Question("a"))]),
                    () => context.OnceAsync("a", _ => Task.FromResult(1)), () => context.DelayAsync(TimeSpan.FromDays(1)), () => context.TagAsync("a"),
                ])
            {
                refused.Add(await Assert.ThrowsAnyAsync<Exception>(call));
            }
        }
    });

    [Theory]
    [InlineData(false, "no more", 1, "again")]
    [InlineData(true, "no more", 3, "again")]
    [InlineData(true, "throws", 1, "ShouldRetry threw: undecided")]
    public void APredicateThatSaysNo_OrThrows_EndsTheRun(bool says, string what, int attempts, string message) => SimulatedThread.Run(async thread =>
    {
        var asked = new List<int>();
        var module = Picky.ModuleOf(failedAttempts =>
        {
            asked.Add(failedAttempts);
            return what == "throws" ? throw new NotSupportedException("undecided") : says;
        });
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done), configure: runnel => runnel.Add(module));

        var result = await host.Runnel.TriggerAndWaitAsync("picky", JsonElement.Parse("""{"text":"?"}"""));

        Assert.Equal(RunStatus.Failed, result.Status);
        Assert.Contains(message, result.Error!.Message, StringComparison.Ordinal);
        Assert.Equal(attempts, (await host.Runnel.GetAsync(result.RunId))!.FailedAttempts);
        Assert.Equal(Enumerable.Range(1, attempts), asked);
    });

    [Fact]
    public void ATaskOfAQueueThatIsNotDeclared_IsNamedAtAddRunnel()
    {
        var task = new TestTask((_, _, _, _) => Task.FromResult(Reply.Done), queue: "nobody's");

        var error = Assert.Throws<RunnelException>(() => new Microsoft.Extensions.DependencyInjection.ServiceCollection().AddRunnel(runnel => runnel.Add(task.Module)));

        Assert.Contains("'test'", error.Message, StringComparison.Ordinal);
        Assert.Contains("AddQueue(\"nobody's\"", error.Message, StringComparison.Ordinal);
    }

    private sealed class Picky(Func<int, bool> predicate) : IRetryPredicate
    {
        public bool ShouldRetry(Exception exception, int failedAttempts) => predicate(failedAttempts);

        public static TaskModule ModuleOf(Func<int, bool> predicate)
        {
            var contract = new TaskContract<Question, Reply, TestPart>("picky", new TestPartCodec(), []);
            return new TaskModule("picky", module => module.AddTask(
                new TaskDefinition<Picky, Question, Reply, TestPart>(contract, _ => new Picky(predicate), (_, _, _, _) => throw new InvalidOperationException("again")),
                connection => new TestTask.Client(connection, contract)));
        }
    }
}
