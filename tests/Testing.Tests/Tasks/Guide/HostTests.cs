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
}
