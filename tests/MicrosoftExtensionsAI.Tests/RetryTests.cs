namespace Runnel.MicrosoftExtensionsAI.Tests;

/// <summary>A later attempt asks the model again, which calls with other ids; what has run already does not run again.</summary>
public sealed class RetryTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task RetriedParent_DoesNotRunItsToolsTwice(bool concurrent)
    {
        var calls = 0;
        var model = new ScriptedModel([Call.Weather("Oslo"), Call.Weather("Oslo"), Call.Weather("Rome")], [Call.Weather("Bergen")]);
        await using var host = await AgentHost.StartAsync(
            model,
            client =>
            {
                client.AllowConcurrentInvocation = concurrent;
                CallIdTests.TellCallIds(client);
            },
            (location, _) => Task.FromResult<Weather?>(new(location, Interlocked.Increment(ref calls))));
        host.Plan.Failures = 2;

        var run = await host.TriggerAsync();
        var result = await host.EndOfAsync(run);

        Assert.Equal("""{"location":"Bergen","celsius":4}""", result.Output);
        Assert.Equal(3, (await host.Client<Agent.TaskClient>().GetAsync(run.Id))!.Attempt);
        Assert.Equal(4, calls);

        // Each attempt was given the same results for its own calls.
        Assert.Equal(9, model.Requests.Count);
        var shown = model.Requests.Where(results => results.Count == 3).ToList();
        Assert.Equal(3, shown.Select(results => string.Join(' ', results.Select(each => each.CallId))).Distinct().Count());
        Assert.Single(shown.Select(results => string.Join(' ', results.Select(ScriptedModel.TextOf))).Distinct());

        // The tags are those of the calls that ran.
        Assert.Equal(["call_1", "call_2", "call_3", "call_4"], (await host.WeatherRunsAsync()).SelectMany(each => each.Tags).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ToolThatFailed_RunsAgainInTheNextAttempt()
    {
        var calls = 0;
        await using var host = await AgentHost.StartAsync(
            new ScriptedModel([Call.Weather("Oslo")]),
            forecast: (location, _) => Interlocked.Increment(ref calls) == 1
                ? throw new InvalidOperationException("later")
                : Task.FromResult<Weather?>(new(location, 13)));
        host.Plan.Failures = 2;

        Assert.Equal("""{"location":"Oslo","celsius":13}""", await host.WorkWithinAsync());
        Assert.Equal(2, calls);
    }
}
