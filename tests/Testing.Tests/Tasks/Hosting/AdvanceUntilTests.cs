using System.Diagnostics;
using Part = Runnel.Testing.Tests.Tasks.Hosting.Work.StreamPart;

namespace Runnel.Testing.Tests.Tasks.Hosting;

public sealed class AdvanceUntilTests : HostedTest
{
    [Fact]
    public async Task TheClock_MovesToWhereTheRunEnds_AndNotFurther()
    {
        for (var round = 0; round < 20; round++)
        {
            RunnelTestHost host = null!;
            await using var started = host = await StartAsync((streams, _, token) =>
            {
                // Read by nobody: the time for draining is on the clock as well, and is not to be reached.
                streams.Numbers.Pipe(Jobs.CountAsync(host.Time, TimeSpan.FromSeconds(19), 3, token));
                return Task.FromResult("output");
            });
            var run = await TriggerAsync(host);
            var parts = await host.AdvanceUntilAsync(run.SubscribeAsync().ToListAsync(Jobs.Limit));

            Assert.Equal([1, 2, 3], parts.OfType<Part.Numbers>().Select(part => part.Chunk));
            Assert.Equal(StreamEndReason.Completed, Assert.Single(parts.OfType<Part.StreamEnded>()).Reason);
            Assert.Equal(TimeSpan.FromSeconds(57), host.Time.Elapsed);
        }
    }

    [Fact]
    public async Task WhatHasCompleted_MovesNothing()
    {
        await using var host = await StartAsync((_, _, _) => Task.FromResult(""));
        await host.AdvanceUntilAsync(Task.CompletedTask);
        Assert.Equal(1, await host.AdvanceUntilAsync(Task.FromResult(1)));

        Assert.Equal(TimeSpan.Zero, host.Time.Elapsed);
    }

    [Fact]
    public async Task WhatFails_FailsAsItDid()
    {
        await using var host = await StartAsync((_, _, _) => Task.FromResult(""));
        var failing = Task.Delay(TimeSpan.FromHours(1), host.Time).ContinueWith(_ => throw new InvalidOperationException("late"), TaskScheduler.Default);

        Assert.Equal("late", (await Assert.ThrowsAsync<InvalidOperationException>(() => host.AdvanceUntilAsync(failing))).Message);
    }

    [Fact]
    public async Task WhatDoesNotComplete_IsToldWithWhereTheRunsStand()
    {
        await using var host = await StartAsync(
            async (_, _, token) =>
            {
                await new TaskCompletionSource().Task.WaitAsync(token);
                return "";
            },
            new RunnelTestHostOptions { Patience = TimeSpan.FromSeconds(2) });
        var run = await TriggerAsync(host);
        var message = (await Assert.ThrowsAsync<TimeoutException>(() => host.AdvanceUntilAsync(run.WaitAsync()))).Message;

        Assert.StartsWith("What was waited for has not completed within 2 s of real time.", message, StringComparison.Ordinal);
        Assert.Contains("no timer is set", message);
        Assert.Contains($"Run '{run.Id}' of task 'work': Executing, attempt 1.", message);
    }

    [Fact]
    public async Task AClockThatTicksForEver_IsNotFollowedForEver()
    {
        RunnelTestHost host = null!;
        await using var started = host = await StartAsync(async (_, _, token) =>
        {
            using var ticks = new PeriodicTimer(TimeSpan.FromMinutes(1), host.Time);
            while (await ticks.WaitForNextTickAsync(token))
            {
            }

            return "";
        });
        var run = await TriggerAsync(host);
        var message = (await Assert.ThrowsAsync<TimeoutException>(() => host.AdvanceUntilAsync(run.WaitAsync(), TimeSpan.FromMinutes(10)))).Message;

        Assert.Contains("The clock has moved by 00:10:00", message);
        Assert.Contains("the next timer is due in 00:01:00", message);
    }

    [Fact]
    public async Task Stopping_EndsTheWait()
    {
        await using var host = await StartAsync((_, _, _) => Task.FromResult(""));
        using var stop = new CancellationTokenSource(TimeSpan.FromMilliseconds(20));

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.AdvanceUntilAsync(new TaskCompletionSource().Task, cancellationToken: stop.Token));
    }

    [Fact]
    public async Task VirtualDays_TakeRealMoments()
    {
        RunnelTestHost host = null!;
        await using var started = host = await StartAsync(async (_, _, token) =>
        {
            await Task.Delay(TimeSpan.FromDays(20), host.Time, token);
            return "output";
        });
        var began = Stopwatch.GetTimestamp();
        var run = await TriggerAsync(host);
        await host.AdvanceUntilAsync(run.WaitAsync(), TimeSpan.FromDays(30));

        Assert.Equal(TimeSpan.FromDays(20), host.Time.Elapsed);
        Assert.True(Stopwatch.GetElapsedTime(began) < TimeSpan.FromMinutes(1));
    }
}
