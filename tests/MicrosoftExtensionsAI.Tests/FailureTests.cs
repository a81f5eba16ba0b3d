namespace Runnel.MicrosoftExtensionsAI.Tests;

/// <summary>Tools that fail: what the model is shown, what the caller finds, and that no run is lost.</summary>
public sealed class FailureTests
{
    private static readonly Forecast Fails = (_, _) => throw new InvalidOperationException("no such city");

    [Theory, InlineData(true, true), InlineData(true, false), InlineData(false, true), InlineData(false, false)]
    public async Task ModelIsShown_ThatTheRunFailed_AndWhyWhereTheClientTells(bool within, bool detailed)
    {
        var model = new ScriptedModel([Call.Weather("Oslo")]);
        await using var host = await AgentHost.StartAsync(model, client => client.IncludeDetailedErrors = detailed, Fails);

        var answer = await host.WorkAsync(within);

        var run = Assert.Single(await host.WeatherRunsAsync());
        Assert.Equal(RunStatus.Failed, run.Status);
        Assert.Equal(await host.AgentIdAsync(), run.ParentId);
        Assert.Equal("Error: Function failed." + (detailed ? $" Exception: Run '{run.Id}' ended as Failed: no such city" : ""), answer);
        var failure = Assert.IsType<TaskFailedException>(Assert.Single(model.Requests.Last()).Exception);
        Assert.Equal(run.Id, failure.RunId);
        Assert.Equal("no such city", failure.Error!.Message);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task FailureOfOneCall_LeavesTheOthersTheirRuns(bool concurrent)
    {
        await using var host = await AgentHost.StartAsync(
            new ScriptedModel([Call.Weather("Atlantis"), Call.Weather("Oslo")]),
            client => client.AllowConcurrentInvocation = concurrent,
            (location, token) => location == "Oslo" ? Task.FromResult<Weather?>(new(location, 13)) : Fails(location, token));

        var answer = await host.WorkWithinAsync();

        Assert.Equal("""Error: Function failed.; {"location":"Oslo","celsius":13}""", answer);
        Assert.Equal([RunStatus.Failed, RunStatus.Completed], (await host.WeatherRunsAsync()).Select(run => run.Status));
    }

    [Fact]
    public async Task FailureThatTheClientDoesNotTake_ReachesWhoAsked()
    {
        await using var host = await AgentHost.StartAsync(
            new ScriptedModel([Call.Weather("Oslo")]), client => client.MaximumConsecutiveErrorsPerRequest = 0, Fails);

        var failure = await Assert.ThrowsAsync<TaskFailedException>(() => host.WorkHereAsync());

        Assert.Equal(Assert.Single(await host.WeatherRunsAsync()).Id, failure.RunId);
    }

    [Fact]
    public async Task FailureThatTheClientDoesNotTake_FailsTheAttempt_AndTheNextCallsTheToolAgain()
    {
        var calls = 0;
        await using var host = await AgentHost.StartAsync(
            new ScriptedModel([Call.Weather("Oslo")]),
            client => client.MaximumConsecutiveErrorsPerRequest = 0,
            (location, token) => Interlocked.Increment(ref calls) < 3 ? Fails(location, token) : Task.FromResult<Weather?>(new(location, 13)));

        var answer = await host.WorkWithinAsync();

        Assert.Equal("""{"location":"Oslo","celsius":13}""", answer);
        Assert.Equal(
            [RunStatus.Completed, RunStatus.Failed, RunStatus.Failed], (await host.WeatherRunsAsync()).Select(run => run.Status).OrderBy(status => $"{status}"));
    }

    [Fact]
    public async Task ToolThatHangs_TimesOut_AndTheModelIsTold()
    {
        await using var host = await AgentHost.StartAsync(
            new ScriptedModel([Call.Weather("Oslo")]), client => client.IncludeDetailedErrors = true, async (_, token) =>
            {
                await Task.Delay(Timeout.Infinite, token);
                return null;
            });

        var answer = await host.WorkWithinAsync();

        Assert.Contains("ended as TimedOut", answer, StringComparison.Ordinal);
        Assert.Equal(RunStatus.TimedOut, Assert.Single(await host.WeatherRunsAsync()).Status);
    }

    [Fact]
    public async Task MethodThatThrows_IsAFailureAsOfAnyFunction()
    {
        var model = new ScriptedModel([new Call("convert", """{"celsius":-300}""")]);
        await using var host = await AgentHost.StartAsync(model, client => client.IncludeDetailedErrors = true);

        Assert.Equal("Error: Function failed. Exception: It is never so cold.", await host.WorkWithinAsync());
        Assert.IsType<InvalidOperationException>(Assert.Single(model.Requests.Last()).Exception);
    }
}
