using Runnel.Storage;
using Runnel.Testing;

namespace Runnel.MicrosoftExtensionsAI.Tests;

/// <summary>Who gives up a chat gives up the runs of its tools.</summary>
public sealed class CancellationTests
{
    private readonly SemaphoreSlim began = new(0);

    [Theory, InlineData(true), InlineData(false)]
    public async Task CanceledChat_CancelsItsRuns(bool concurrent)
    {
        var model = TwoCalls();
        await using var host = await AgentHost.StartAsync(model, client => client.AllowConcurrentInvocation = concurrent, HangAsync);
        using var giveUp = new CancellationTokenSource();
        var answer = host.WorkHereAsync(giveUp.Token);
        await BeginAsync(concurrent ? 2 : 1);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => answer);
        await AssertCanceledAsync(host, model, concurrent ? 2 : 1);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task CanceledRun_CancelsThoseOfItsTools(bool concurrent)
    {
        var model = TwoCalls();
        await using var host = await AgentHost.StartAsync(model, client => client.AllowConcurrentInvocation = concurrent, HangAsync);
        var run = await host.TriggerAsync();
        await BeginAsync(concurrent ? 2 : 1);

        await run.CancelAsync();

        Assert.Equal(RunStatus.Canceled, (await host.EndOfAsync(run)).Status);
        await AssertCanceledAsync(host, model, concurrent ? 2 : 1);
    }

    [Fact]
    public async Task HostThatStops_LeavesTheToolsRun_ToBeJoinedByTheNext()
    {
        var time = new VirtualTime();
        var store = new InMemoryRunStore(time);
        var options = new RunnelTestHostOptions { Time = time };
        var model = new ScriptedModel([Call.Weather("Oslo")]);
        await using var first = await AgentHost.StartAsync(model, forecast: HangAsync, options: options, runnel: runnel => runnel.UseStore(_ => store));
        var run = await first.TriggerAsync();
        await BeginAsync(1);
        await first.StopAsync();

        await using var second = await AgentHost.StartAsync(model, options: options, runnel: runnel => runnel.UseStore(_ => store));
        var result = await second.AdvanceUntilAsync(second.Client<Agent.TaskClient>().WaitAsync(run.Id));

        Assert.Equal("""{"location":"Oslo","celsius":13}""", result.Output);
        Assert.Equal(run.Id, Assert.Single(await second.WeatherRunsAsync()).ParentId);
        Assert.Equal(3, model.Requests.Count);
    }

    private static ScriptedModel TwoCalls() => new([Call.Weather("Oslo"), Call.Weather("Rome")]);

    private async Task<Weather?> HangAsync(string location, CancellationToken cancellationToken)
    {
        began.Release();
        await Task.Delay(Timeout.Infinite, cancellationToken);
        return null;
    }

    private async Task BeginAsync(int calls)
    {
        for (var call = 0; call < calls; call++)
        {
            Assert.True(await began.WaitAsync(AgentHost.Patience));
        }
    }

    private static async Task AssertCanceledAsync(AgentHost host, ScriptedModel model, int count)
    {
        foreach (var run in await host.WeatherRunsAsync())
        {
            await host.AdvanceUntilAsync(host.Client<GetWeather.TaskClient>().WaitAsync(run.Id));
        }

        var runs = await host.WeatherRunsAsync();
        Assert.Equal(count, runs.Count);
        Assert.All(runs, run => Assert.Equal(RunStatus.Canceled, run.Status));
        Assert.Single(model.Requests);
    }
}
