using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A failed attempt is followed by another, later, as often as the policy says.</summary>
public sealed class G04_Retries
{
    [Fact]
    public void AFailedAttempt_IsRetriedWhenItIsDue_AndNotBefore() => SimulatedThread.Run(async thread =>
    {
        var starts = new List<DateTimeOffset>();
        var host = await SimulatedHost.StartAsync(thread, (_, _, context, _) =>
        {
            starts.Add(thread.Time.GetUtcNow());
            return context.Attempt < 3 ? throw new InvalidOperationException($"attempt {context.Attempt}") : Task.FromResult(Reply.Done);
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        var parts = (await run.PartsAsync()).OfType<TestPart.Run>().ToList();

        Assert.Equal(
            [RunStatus.Queued, RunStatus.Executing, RunStatus.Delayed, RunStatus.Executing, RunStatus.Delayed, RunStatus.Executing, RunStatus.Executing, RunStatus.Completed],
            parts.Select(part => part.Snapshot.Status));
        Assert.Equal([0, 1, 1, 2, 2, 3, 3, 3], parts.Select(part => part.Snapshot.Attempt));
        var delayed = parts.Where(part => part.Snapshot.Status == RunStatus.Delayed).ToList();
        Assert.Equal(delayed.Select(part => part.Snapshot.DueAt), starts.Skip(1).Select(start => (DateTimeOffset?)start));
        Assert.InRange(delayed[0].Snapshot.DueAt!.Value - delayed[0].Timestamp, TimeSpan.FromSeconds(1), TimeSpan.FromSeconds(2));
        Assert.InRange(delayed[1].Snapshot.DueAt!.Value - delayed[1].Timestamp, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(4));
        Assert.Equal(["attempt 1", "attempt 2"], delayed.Select(part => part.Snapshot.Error!.Message));
        Assert.Null(parts[^1].Snapshot.Error);
        Assert.Null(parts[^1].Snapshot.DueAt);
    });

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(5)]
    public void MaxAttempts_LimitsFailures(int maxAttempts) => SimulatedThread.Run(async thread =>
    {
        var executions = 0;
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) =>
        {
            executions++;
            throw new InvalidOperationException($"execution {executions}");
        });
        var run = await host.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = maxAttempts });
        var result = await run.WaitAsync();

        Assert.Equal((RunStatus.Failed, maxAttempts), (result.Status, executions));
        Assert.Equal($"execution {maxAttempts}", result.Error!.Message);
        Assert.Equal(maxAttempts, (await host.Client.GetAsync(run.Id))!.Attempt);
    });

    [Fact]
    public void AnAbort_FailsAtOnce() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => throw new AbortRunException("no use"));
        var run = (await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync()).Last();

        Assert.Equal((RunStatus.Failed, 1, "no use"), (run.Status, run.Attempt, run.Error!.Message));
    });

    [Theory]
    [InlineData(1, 0, 1)]
    [InlineData(1, 0.5, 1.5)]
    [InlineData(2, 0, 2)]
    [InlineData(4, 0.25, 10)]
    [InlineData(6, 0.99, 60)]
    [InlineData(2000, 0, 60)]
    public void TheDelay_GrowsExponentially_WithJitterAndABound(int failed, double jitter, double seconds) =>
        Assert.Equal(TimeSpan.FromSeconds(seconds), RetryPolicy.Default.DelayAfter(failed, jitter));

    [Fact]
    public void ATaskThatCannotBeMade_IsAFailedAttempt() => SimulatedThread.Run(async thread =>
    {
        var task = new TestTask((_, _, _, _) => Task.FromResult(Reply.Done), create: _ => throw new InvalidOperationException("no such service"));
        var host = await SimulatedHost.StartAsync(thread, task);
        var run = (await (await host.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = 2 })).PartsAsync()).Last();

        Assert.Equal((RunStatus.Failed, 2, "no such service"), (run.Status, run.Attempt, run.Error!.Message));
    });
}
