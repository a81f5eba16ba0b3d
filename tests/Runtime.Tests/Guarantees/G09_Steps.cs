using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A step that is done is not done again, and a delay is waited for once.</summary>
public sealed class G09_Steps
{
    [Fact]
    public void AStep_IsKeptOverAttemptsAndHosts() => SimulatedThread.Run(async thread =>
    {
        var done = 0;
        var family = new Family(thread, async (_, _, context, cancellationToken) =>
        {
            var number = await context.OnceAsync("step", _ => Task.FromResult(++done), cancellationToken);
            if (context.Attempt == 2)
            {
                await SimulatedSources.UntilCanceledAsync(cancellationToken);
            }

            return context.Attempt == 1 ? throw new InvalidOperationException("again") : new Reply($"{number}");
        });
        var first = await family.StartAsync();
        var run = await first.Parents.TriggerAsync(new Question("?"));
        await using (var reader = run.Reader())
        {
            await reader.UntilAsync<TestPart.Run>(part => part.Snapshot is { Status: RunStatus.Executing, Attempt: 2 });
        }

        await first.Host.StopAsync();
        var second = await family.StartAsync();

        Assert.Equal(("1", 1), ((await second.Parents.WaitAsync(run.Id)).GetOutputOrThrow().Text, done));
    });

    [Fact]
    public void AtOnce_OneDoesIt_AndAllHaveItsResult() => SimulatedThread.Run(async thread =>
    {
        var done = 0;
        var family = new Family(thread, async (_, _, context, _) =>
        {
            var results = await Task.WhenAll(Enumerable.Range(0, 5).Select(_ => context.OnceAsync("step", async _ =>
            {
                await thread.PausesAsync(3);
                return ++done;
            })));
            return new Reply(string.Join(' ', results));
        });
        var host = await family.StartAsync();

        Assert.Equal("1 1 1 1 1", (await host.Parents.TriggerAndWaitAsync(new Question("?"))).GetOutputOrThrow().Text);
    });

    [Fact]
    public void AStepThatFails_IsNotKept_AndItIsTheNextOnesTurn() => SimulatedThread.Run(async thread =>
    {
        var tries = 0;
        var family = new Family(thread, async (_, _, context, _) =>
        {
            var calls = Enumerable.Range(0, 3).Select(_ => context.OnceAsync("step", async _ =>
            {
                await thread.PausesAsync(3);
                return ++tries < 3 ? throw new IOException($"try {tries}") : tries;
            })).ToList();
            await Task.WhenAny(Task.WhenAll(calls));
            return new Reply(string.Join(", ", calls.Select(call => call.IsFaulted ? call.Exception!.InnerException!.Message : $"{call.Result}")));
        });
        var host = await family.StartAsync();

        Assert.Equal(["3", "try 1", "try 2"], (await host.Parents.TriggerAndWaitAsync(new Question("?"))).GetOutputOrThrow().Text.Split(", ").Order());
    });

    [Fact]
    public void WhatIsTooLarge_OrOfAnotherType_IsTold() => SimulatedThread.Run(async thread =>
    {
        var errors = new List<string>();
        var family = new Family(thread, async (_, _, context, _) =>
        {
            errors.Add((await Assert.ThrowsAsync<InvalidOperationException>(() => context.OnceAsync("large", _ => Task.FromResult(new string('a', 3 * 1024 * 1024))))).Message);
            Assert.Equal("small", await context.OnceAsync("large", _ => Task.FromResult("small")));
            errors.Add((await Assert.ThrowsAsync<InvalidOperationException>(() => context.OnceAsync("large", _ => Task.FromResult(5)))).Message);
            await Assert.ThrowsAsync<ArgumentException>(() => context.OnceAsync("", _ => Task.FromResult(5)));
            return Reply.Done;
        });
        var host = await family.StartAsync();

        Assert.True((await host.Parents.TriggerAndWaitAsync(new Question("?"))).IsSuccess);
        Assert.Contains("OnceAsync(\"large\"): the result has", errors[0], StringComparison.Ordinal);
        Assert.Contains("at most 3,145,728", errors[0], StringComparison.Ordinal);
        Assert.Contains("no System.Int32", errors[1], StringComparison.Ordinal);
    });

    [Fact]
    public void ADelay_WaitsOnlyForTheRest_AfterARestart() => SimulatedThread.Run(async thread =>
    {
        var family = new Family(thread, async (_, _, context, _) =>
        {
            await context.DelayAsync(TimeSpan.FromMinutes(1));
            await context.DelayAsync(TimeSpan.FromMinutes(2));
            return context.Attempt == 2 ? throw new InvalidOperationException("again") : Reply.Done;
        });
        var began = thread.Time.GetUtcNow();
        var first = await family.StartAsync();
        var run = await first.Parents.TriggerAsync(new Question("?"));
        await thread.DelayAsync(TimeSpan.FromSeconds(80), default);
        Assert.Equal(RunStatus.Waiting, (await first.Parents.GetAsync(run.Id))!.Status);
        await first.Host.StopAsync();
        await thread.DelayAsync(TimeSpan.FromSeconds(40), default);
        var second = await family.StartAsync();

        var ended = (await second.Parents.SubscribeAsync(run.Id).ReadAllAsync()).Last();

        // The third execution comes after a failure, and has nothing left to wait for.
        Assert.Equal((RunStatus.Completed, 3), (ended.Status, ended.Attempt));
        Assert.InRange(ended.FinishedAt!.Value - began, TimeSpan.FromSeconds(181), TimeSpan.FromSeconds(183));
    });

    [Fact]
    public void ADelay_CanBeGivenUp_AndOneBeyondAllTimeIsWaitedFor() => SimulatedThread.Run(async thread =>
    {
        using var giveUp = new CancellationTokenSource(TimeSpan.FromSeconds(10), thread.Time);
        var family = new Family(thread, async (_, _, context, cancellationToken) =>
        {
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => context.DelayAsync(TimeSpan.MaxValue, giveUp.Token));
            await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => context.DelayAsync(TimeSpan.FromTicks(-1), cancellationToken));
            await context.DelayAsync(TimeSpan.Zero, cancellationToken);
            return Reply.Done;
        });
        var host = await family.StartAsync();
        var began = thread.Time.GetUtcNow();
        var run = await host.Parents.TriggerAsync(new Question("?"));

        Assert.Equal(RunStatus.Completed, (await run.WaitAsync()).Status);
        Assert.Equal(TimeSpan.FromSeconds(10), thread.Time.GetUtcNow() - began);
    });
}
