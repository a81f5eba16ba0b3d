using System.Diagnostics;
using Part = Runnel.Testing.Tests.Tasks.Hosting.Work.StreamPart;

namespace Runnel.Testing.Tests.Tasks.Hosting;

public sealed class AdvanceTests : HostedTest
{
    [Fact]
    public async Task Retries_ComeDue()
    {
        await using var host = await StartAsync((_, context, _) =>
            context.Attempt < 3 ? throw new InvalidOperationException("not yet") : Task.FromResult("output"));
        var run = await TriggerAsync(host);

        await host.AdvanceAsync(TimeSpan.Zero);
        Assert.Equal((RunStatus.Delayed, 1), await StandingAsync(host, run.Id));
        await host.AdvanceAsync(TimeSpan.FromMilliseconds(999));
        Assert.Equal((RunStatus.Delayed, 1), await StandingAsync(host, run.Id));
        await host.AdvanceAsync(TimeSpan.FromSeconds(1.002));
        Assert.Equal((RunStatus.Delayed, 2), await StandingAsync(host, run.Id));
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        Assert.Equal((RunStatus.Completed, 3), await StandingAsync(host, run.Id));
    }

    [Fact]
    public async Task TheClock_StandsWhereItWasMovedTo()
    {
        await using var host = await StartAsync((_, _, _) => Task.FromResult(""));
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));
        await host.AdvanceAsync(TimeSpan.FromMinutes(5));

        Assert.Equal(TimeSpan.FromMinutes(10), host.Time.Elapsed);
    }

    [Fact]
    public async Task WhatATaskWaitsFor_HappensInOrder_ThoughItHopsBetweenThreads()
    {
        RunnelTestHost host = null!;
        await using var started = host = await StartAsync(async (streams, _, token) =>
        {
            await streams.Numbers.Pipe(Jobs.CountAsync(host.Time, TimeSpan.FromSeconds(10), 5, token)).Completion;
            return "";
        });
        var run = await TriggerAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(50));

        var parts = await run.SubscribeAsync().ToListAsync(Jobs.Limit);
        Assert.Equal(
            Enumerable.Range(1, 5).Select(number => (number, 10.0 * number)),
            parts.OfType<Part.Numbers>().Select(part => (part.Chunk, (part.Timestamp - parts[0].Timestamp).TotalSeconds)));
        Assert.Equal(TimeSpan.FromSeconds(50), parts[^1].Timestamp - parts[0].Timestamp);
    }

    [Fact]
    public async Task ASourceThatGoesOn_IsCutOffWhenTheTimeForDrainingIsOver()
    {
        await using var host = await StartAsync(
            (streams, _, _) =>
            {
                streams.Numbers.Pipe(Source.Gated(new TaskCompletionSource().Task, 1, 2));
                return Task.FromResult("output");
            },
            configure: options => options.DrainTimeout = TimeSpan.FromSeconds(30));
        var run = await TriggerAsync(host);
        await host.AdvanceAsync(TimeSpan.FromSeconds(29));
        Assert.Equal(RunStatus.Executing, (await StandingAsync(host, run.Id)).Status);

        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        var parts = await run.SubscribeAsync().ToListAsync(Jobs.Limit);
        Assert.Equal(StreamEndReason.DrainTimedOut, Assert.Single(parts.OfType<Part.StreamEnded>()).Reason);
    }

    [Theory]
    [InlineData(TaskCreationOptions.None)]
    [InlineData(TaskCreationOptions.LongRunning)]
    public async Task WhatComputesOnAnotherThread_IsWaitedFor(TaskCreationOptions options)
    {
        await using var host = await StartAsync((streams, _, _) =>
        {
            streams.Numbers.Pipe(ComputeAsync());
            return Task.FromResult("output");
        });
        var run = await TriggerAsync(host);
        await host.AdvanceAsync(TimeSpan.FromDays(1));

        var parts = await run.SubscribeAsync().ToListAsync(Jobs.Limit);
        Assert.Equal(StreamEndReason.Completed, Assert.Single(parts.OfType<Part.StreamEnded>()).Reason);
        Assert.Equal(parts[0].Timestamp, parts[^1].Timestamp);

        async IAsyncEnumerable<int> ComputeAsync()
        {
            yield return await Task.Factory.StartNew(Compute, CancellationToken.None, options, TaskScheduler.Default);
        }

        static int Compute()
        {
            for (var began = Stopwatch.GetTimestamp(); Stopwatch.GetElapsedTime(began) < TimeSpan.FromMilliseconds(200);)
            {
                Thread.SpinWait(1_000);
            }

            return 1;
        }
    }

    [Fact]
    public async Task ATaskThatBlocksOnTheClock_IsGivenIt()
    {
        RunnelTestHost host = null!;
        await using var started = host = await StartAsync((_, _, _) =>
        {
            Task.Delay(TimeSpan.FromSeconds(10), host.Time).Wait();
            return Task.FromResult("output");
        });
        var run = await TriggerAsync(host);

        Assert.Equal("output", (await host.AdvanceUntilAsync(run.WaitAsync())).Output);
        Assert.Equal(TimeSpan.FromSeconds(10), host.Time.Elapsed);
    }

    [Fact]
    public async Task NegativeTime_IsRefused()
    {
        await using var host = await StartAsync((_, _, _) => Task.FromResult(""));
        Assert.Contains("SetUtcNow", (await Assert.ThrowsAsync<ArgumentOutOfRangeException>(() => host.AdvanceAsync(TimeSpan.FromSeconds(-1)))).Message);
    }

    [Fact]
    public async Task ATaskThatNeverRests_IsTold()
    {
        using var stop = new CancellationTokenSource();
        await using var host = await StartAsync(
            async (_, _, _) =>
            {
                while (!stop.IsCancellationRequested)
                {
                    await Task.Yield();
                }

                return "";
            },
            new RunnelTestHostOptions { Patience = TimeSpan.FromMilliseconds(300) });
        var run = await TriggerAsync(host);
        var exception = await Assert.ThrowsAsync<TimeoutException>(() => host.AdvanceAsync(TimeSpan.FromSeconds(1)));
        await stop.CancelAsync();

        Assert.StartsWith("The host has not come to rest within 0.3 s: ", exception.Message, StringComparison.Ordinal);
        await run.WaitAsync(Jobs.Limit);
    }

    private static async Task<(RunStatus Status, int Attempt)> StandingAsync(RunnelTestHost host, string runId)
    {
        var run = await host.Client<Work.TaskClient>().GetAsync(runId);
        return (run!.Status, run.Attempt);
    }
}
