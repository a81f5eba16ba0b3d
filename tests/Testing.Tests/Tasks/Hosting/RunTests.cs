using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Part = Runnel.Testing.Tests.Tasks.Hosting.Work.StreamPart;

namespace Runnel.Testing.Tests.Tasks.Hosting;

public sealed class RunTests : HostedTest
{
    [Fact]
    public async Task ATask_RunsToItsEnd_WithoutTheClock()
    {
        await using var host = await StartAsync(async (streams, context, token) =>
        {
            await streams.Notes.WriteAsync(new Note("a"), token);
            context.Metadata.Set("done", true);
            return "output";
        });
        var run = await TriggerAsync(host);
        var parts = await run.SubscribeAsync().ToListAsync(Jobs.Limit);

        Assert.Equal([new Note("a")], parts.OfType<Part.Notes>().Select(part => part.Chunk));
        var last = Assert.IsType<Part.Run>(parts[^1]).Snapshot;
        Assert.Equal((RunStatus.Completed, "output", TimeSpan.Zero), (last.Status, last.Output, host.Time.Elapsed));
        Assert.True(last.Metadata.GetProperty("done").GetBoolean());
        Assert.Equal(host.Time.GetUtcNow(), last.FinishedAt);
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task LiveReaders_GetWhatTheJsonKeeps_UnlessTheHostSharesChunks(bool roundTrip)
    {
        var (go, written) = (new TaskCompletionSource(), new Note("a") { Raw = new object() });
        await using var host = await StartAsync(
            async (streams, _, token) =>
            {
                await go.Task;
                await streams.Notes.WriteAsync(written, token);
                return "";
            },
            new RunnelTestHostOptions { RoundTrip = roundTrip });
        var run = await TriggerAsync(host);
        var reading = run.SubscribeAsync().OfType<Part.Notes>().FirstAsync(Jobs.Limit).AsTask();
        await host.AdvanceAsync(TimeSpan.Zero);
        go.SetResult();

        Assert.Equal(roundTrip, !ReferenceEquals(written, (await reading).Chunk));
    }

    [Fact]
    public async Task WhatIsLogged_CanBeRead_WithTheRunThatItIsOf()
    {
        await using var host = await StartAsync((_, _, _) => throw new AbortRunException("no use"));
        var run = await TriggerAsync(host);
        Assert.Equal(RunStatus.Failed, (await run.WaitAsync(Jobs.Limit)).Status);

        var log = Assert.Single(host.Logs, log => log.Level == LogLevel.Error);
        Assert.Contains(run.Id, log.Message);
        Assert.Contains("no use", log.ToString());
        Assert.Equal(run.Id, log.Scope["RunId"]);
    }

    [Fact]
    public async Task AnApplicationsOwnComposition_CanBeHosted()
    {
        await using var host = await RunnelTestHost.StartAsync(services: services => services
            .AddSingleton(new JobBody((_, _, _) => Task.FromResult("output")))
            .AddRunnel(runnel => runnel.UseInMemory().AddTasks()));
        var run = await TriggerAsync(host);

        Assert.Equal("output", (await run.WaitAsync(Jobs.Limit)).Output);
        Assert.Same(host.Time, host.Services.GetRequiredService<TimeProvider>());
    }

    [Fact]
    public async Task AHostWithoutTasks_SaysHowToNameThem()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => RunnelTestHost.StartAsync());
        Assert.Contains("runnel => runnel.AddTasks()", exception.Message);
    }

    [Fact]
    public async Task AClientThatTheHostDoesNotKnow_IsAskedForInVain()
    {
        await using var host = await RunnelTestHost.StartAsync(_ => { });
        var exception = Assert.Throws<InvalidOperationException>(() => host.Client<Work.TaskClient>());
        Assert.StartsWith($"RunnelTestHost knows no client {typeof(Work.TaskClient)}", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task FinishedRuns_AreKept_HoweverFarTheClockMoves()
    {
        await using var host = await StartAsync((_, _, _) => Task.FromResult("output"));
        var run = await TriggerAsync(host);
        await run.WaitAsync(Jobs.Limit);
        await host.AdvanceAsync(TimeSpan.FromDays(1_000));

        Assert.Equal("output", (await run.WaitAsync(Jobs.Limit)).Output);
    }
}
