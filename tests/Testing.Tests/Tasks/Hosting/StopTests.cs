using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Hosting;
using Microsoft.Extensions.Logging;
using Runnel.Storage;

namespace Runnel.Testing.Tests.Tasks.Hosting;

public sealed class StopTests : HostedTest
{
    [Fact]
    public async Task ARunIsHandedBack_AndTheNextHostFinishesIt()
    {
        var time = new VirtualTime();
        var store = new InMemoryRunStore(time);
        var options = new RunnelTestHostOptions { Time = time };
        await using var first = await StartAsync(Body, options, store: store);
        var run = await TriggerAsync(first);
        await first.AdvanceAsync(TimeSpan.FromMinutes(1));
        await first.StopAsync();
        Assert.Equal(RunStatus.Queued, (await first.Client<Work.TaskClient>().GetAsync(run.Id))!.Status);

        await using var second = await StartAsync(Body, options, store: store);
        var result = await second.AdvanceUntilAsync(second.Client<Work.TaskClient>().WaitAsync(run.Id));
        Assert.Equal("attempt 2", result.Output);
        Assert.Equal(TimeSpan.FromMinutes(1), time.Elapsed);

        async Task<string> Body(JobStreams streams, TaskContext context, CancellationToken token)
        {
            await Task.Delay(context.Attempt == 1 ? TimeSpan.FromHours(1) : TimeSpan.Zero, time, token);
            return $"attempt {context.Attempt}";
        }
    }

    [Fact]
    public async Task ATaskThatDoesNotStop_IsLeftBehind()
    {
        var host = await StartAsync(async (_, _, _) =>
        {
            await new TaskCompletionSource().Task;
            return "";
        });
        var run = await TriggerAsync(host);
        await host.AdvanceAsync(TimeSpan.Zero);
        await host.StopAsync();

        Assert.Equal(RunStatus.Queued, (await host.Client<Work.TaskClient>().GetAsync(run.Id))!.Status);
        Assert.DoesNotContain(host.Logs, log => log.Level == LogLevel.Error);
        await host.StopAsync();
        await host.DisposeAsync();
        await host.DisposeAsync();
    }

    [Fact]
    public async Task HostedServices_AreStarted_AndStoppedTheOtherWayRound()
    {
        var calls = new List<string>();
        await using (await RunnelTestHost.StartAsync(_ => { }, services =>
        {
            services.AddSingleton<IHostedService>(new Service("a", calls));
            services.AddSingleton<IHostedService>(new Service("b", calls));
        }))
        {
            Assert.Equal(["start a", "start b"], calls);
        }

        Assert.Equal(["start a", "start b", "stop b", "stop a"], calls);
    }

    [Fact]
    public async Task AServiceThatDoesNotStart_FailsTheStart()
    {
        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => RunnelTestHost.StartAsync(
            _ => { }, services => services.AddSingleton<IHostedService>(new Service("a", []) { Failure = new InvalidOperationException("no database") })));

        Assert.Equal("no database", exception.Message);
    }

    [Fact]
    public async Task ServicesThatDoNotStop_HideNothing()
    {
        var host = await RunnelTestHost.StartAsync(
            _ => { },
            services => services.AddSingleton<IHostedService>(new Service("a", []) { Stop = new TaskCompletionSource().Task }),
            new RunnelTestHostOptions { Patience = TimeSpan.FromMilliseconds(200) });
        await host.DisposeAsync();

        Assert.IsType<TimeoutException>(Assert.Single(host.Logs, log => log.Level == LogLevel.Error).Exception);
    }

    private sealed class Service(string name, List<string> calls) : IHostedService
    {
        public Exception? Failure { get; init; }

        public Task Stop { get; init; } = Task.CompletedTask;

        public Task StartAsync(CancellationToken cancellationToken)
        {
            calls.Add($"start {name}");
            return Failure is null ? Task.CompletedTask : Task.FromException(Failure);
        }

        public Task StopAsync(CancellationToken cancellationToken)
        {
            calls.Add($"stop {name}");
            return Stop;
        }
    }
}
