using Microsoft.Extensions.DependencyInjection;
using Part = Runnel.Testing.Tests.Tasks.Guide.Summarize.StreamPart;

namespace Runnel.Testing.Tests.Tasks.Guide;

public sealed class HostTests
{
    [Fact]
    public async Task AWriterThatFails_IsAskedAgain()
    {
        await using var host = await RunnelTestHost.StartAsync(
            runnel => runnel.AddTasks(),
            services => services.AddSingleton<IWriter>(provider => new SlowWriter(provider.GetRequiredService<TimeProvider>(), failures: 1)));

        var run = await host.Client<Summarize.TaskClient>().TriggerAsync(new Article("Runnel"));
        var result = await host.AdvanceUntilAsync(run.WaitAsync());

        Assert.Equal("It flows.", result.Output!.Text);
        var parts = await run.SubscribeAsync().ToListAsync();
        Assert.Equal(2, parts[^1].Attempt);
        Assert.Equal(["It ", "It ", "flows."], parts.OfType<Part.Text>().Select(part => part.Chunk));
    }

    [Fact]
    public async Task BetweenTwoAttempts_TheRunIsDelayed()
    {
        await using var host = await RunnelTestHost.StartAsync(
            runnel => runnel.AddTasks(),
            services => services.AddSingleton<IWriter>(provider => new SlowWriter(provider.GetRequiredService<TimeProvider>(), failures: 1)));
        var client = host.Client<Summarize.TaskClient>();
        var run = await client.TriggerAsync(new Article("Runnel"));

        await host.AdvanceAsync(TimeSpan.FromMinutes(1));          // the writer fails after a minute
        Assert.Equal(RunStatus.Delayed, (await client.GetAsync(run.Id))!.Status);

        await host.AdvanceAsync(TimeSpan.FromMinutes(5));          // its next attempt is due, and takes a minute too
        Assert.Equal(RunStatus.Completed, (await client.GetAsync(run.Id))!.Status);
        Assert.Contains(host.Logs, log => log.Message.Contains("attempt 1 failed"));
    }
}
