using System.Collections.Concurrent;
using System.Text.Json;
using Microsoft.Extensions.AI;

namespace Runnel.MicrosoftExtensionsAI.Tests;

/// <summary>A model's calls of tools, in a task and outside of one.</summary>
public sealed class CallTests
{
    [Theory, InlineData(true), InlineData(false)]
    public async Task CallOfATask_IsARun_WhoseOutputReachesTheModel(bool within)
    {
        var model = new ScriptedModel([Call.Weather("Oslo")]);
        await using var host = await AgentHost.StartAsync(model);

        var answer = await host.WorkAsync(within);

        Assert.Equal("""{"location":"Oslo","celsius":13}""", answer);
        var run = Assert.Single(await host.WeatherRunsAsync());
        Assert.Equal(RunStatus.Completed, run.Status);
        Assert.Equal(within, run.ParentId is not null);
        Assert.Equal(await host.AgentIdAsync(), run.ParentId);
        var result = Assert.Single(model.Requests.Last());
        Assert.Equal("call_1", result.CallId);
        Assert.IsType<JsonElement>(result.Result);
    }

    [Theory, InlineData(true, true), InlineData(true, false), InlineData(false, true), InlineData(false, false)]
    public async Task TwoCalls_RunAtOnceWhereTheClientLetsThem_AndAreAnsweredInTheirOrder(bool within, bool concurrent)
    {
        var (underWay, counts) = (0, new ConcurrentBag<int>());
        var (both, oslo) = (new TaskCompletionSource(), new TaskCompletionSource());
        await using var host = await AgentHost.StartAsync(
            new ScriptedModel([Call.Weather("Rome"), Call.Weather("Oslo")]),
            client => client.AllowConcurrentInvocation = concurrent,
            async (location, token) =>
            {
                var count = Interlocked.Increment(ref underWay);
                counts.Add(count);
                if (count == 2)
                {
                    both.TrySetResult();
                }

                // At once means that each begins before any ends; and then the first ends last.
                await (concurrent ? both.Task.WaitAsync(token) : GiveOthersTimeAsync());
                await (concurrent && location == "Rome" ? oslo.Task.WaitAsync(token) : Task.CompletedTask);
                Interlocked.Decrement(ref underWay);
                oslo.TrySetResult();
                return new(location, 13);
            });

        var answer = await host.WorkAsync(within);

        Assert.Equal("""{"location":"Rome","celsius":13}; {"location":"Oslo","celsius":13}""", answer);
        Assert.Equal(concurrent ? 2 : 1, counts.Max());
        var parent = await host.AgentIdAsync();
        Assert.Collection(
            await host.WeatherRunsAsync(),
            run => Assert.Equal(("Oslo", parent), (run.Payload.Location, run.ParentId)),
            run => Assert.Equal(("Rome", parent), (run.Payload.Location, run.ParentId)));
    }

    [Theory, InlineData(true, true), InlineData(true, false), InlineData(false, true), InlineData(false, false)]
    public async Task TwoEqualCalls_AreTwoRuns(bool within, bool concurrent)
    {
        var calls = 0;
        await using var host = await AgentHost.StartAsync(
            new ScriptedModel([Call.Weather("Oslo"), Call.Weather("Oslo")]),
            client => client.AllowConcurrentInvocation = concurrent,
            (location, _) => Task.FromResult<Weather?>(new(location, Interlocked.Increment(ref calls))));

        var answer = await host.WorkAsync(within);

        Assert.Equal(2, (await host.WeatherRunsAsync()).Count);
        Assert.Contains("\"celsius\":1}", answer, StringComparison.Ordinal);
        Assert.Contains("\"celsius\":2}", answer, StringComparison.Ordinal);
    }

    [Theory, InlineData(true), InlineData(false)]
    public async Task CallOfAMethod_IsInProcess(bool within)
    {
        await using var host = await AgentHost.StartAsync(new ScriptedModel([new Call("convert", """{"celsius":100}""")]));

        Assert.Equal("212", await host.WorkAsync(within));
        Assert.Empty(await host.WeatherRunsAsync());
    }

    [Fact]
    public async Task OutputNull_ReachesTheModelAsNull_AndNoOutputAsSuccess()
    {
        await using var host = await AgentHost.StartAsync(
            new ScriptedModel([Call.Weather("nowhere"), new Call("note", """{"text":"a"}""")]), forecast: (_, _) => Task.FromResult<Weather?>(null));

        Assert.Equal("null; Success: Function completed.", await host.WorkWithinAsync());
    }

    [Fact]
    public async Task StreamedCalls_AreChildren_AndSubscribersSeeThemAndTheirResults()
    {
        await using var host = await AgentHost.StartAsync(new ScriptedModel([Call.Weather("Oslo")]));
        var run = await host.Client<StreamingAgent.TaskClient>().TriggerAsync();
        await host.AdvanceUntilAsync(run.WaitAsync());

        var contents = new List<AIContent>();
        await foreach (var part in run.SubscribeAsync())
        {
            if (part is StreamingAgent.StreamPart.Chat(var update))
            {
                contents.AddRange(update.Contents);
            }
        }

        Assert.Equal(run.Id, Assert.Single(await host.WeatherRunsAsync()).ParentId);
        Assert.Collection(
            contents,
            call => Assert.Equal("getWeather", Assert.IsType<FunctionCallContent>(call).Name),
            result => Assert.Equal("""{"location":"Oslo","celsius":13}""", ScriptedModel.TextOf(Assert.IsType<FunctionResultContent>(result))),
            text => Assert.Equal("""{"location":"Oslo","celsius":13}""", Assert.IsType<TextContent>(text).Text));
    }

    private static async Task GiveOthersTimeAsync()
    {
        for (var turn = 0; turn < 100; turn++)
        {
            await Task.Yield();
        }
    }
}
