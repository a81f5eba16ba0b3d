using System.Collections.Concurrent;
using System.Text.Json;
using System.Threading.Channels;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Testing;
using Runnel.Tools.Tests.Calls;
using Runnel.Tools.Tests.Sets;
using static Runnel.Tools.Tests.Text.ScriptedModel;

namespace Runnel.Tools.Tests.Text;

/// <summary>Tools whose calls end when a test says so.</summary>
[Tools]
public sealed partial class SlowTools
{
    public ConcurrentDictionary<int, TaskCompletionSource> Ends { get; } = new();

    public Channel<int> Begun { get; } = Channel.CreateUnbounded<int>();

    [Tool]
    public async Task<int> WorkAsync(int number, CancellationToken cancellationToken)
    {
        Begun.Writer.TryWrite(number);
        await Ends.GetOrAdd(number, _ => new()).Task.WaitAsync(cancellationToken);
        return number;
    }

    [Tool]
    public static int Next(int number) => number + 1;
}

/// <summary>An agent that streams what its model does.</summary>
[Streams]
public sealed partial record AgentStreams(TaskStream<ITextStreamPart<WeatherTools>> Model);

[Task("agent", RetryMinDelaySeconds = 1)]
public sealed partial class Agent(IChatClient model, WeatherTools tools, Failures failures)
{
    public async Task<string> RunAsync(string question, AgentStreams streams, CancellationToken cancellationToken)
    {
        var result = model.StreamText(question, tools, new() { MaxSteps = 5 });
        await foreach (var part in streams.Model.Pipe(result.FullStream).WithCancellation(cancellationToken))
        {
            if (part is StepFinish)
            {
                failures.Next();
            }
        }

        return await result.Text;
    }
}

public sealed class StepTests
{
    [Fact]
    public async Task Calls_RunAtOnce_AndAreToldAsTheyEnd_BeforeTheModelIsDone()
    {
        var (tools, gate) = (new SlowTools(), new TaskCompletionSource());
        var model = new ScriptedModel(_ => CallsThenText(gate.Task));
        await using var parts = model.StreamText("?", tools).FullStream.GetAsyncEnumerator();

        await AssertNextAsync(parts, nameof(StreamStart), nameof(StepStart), "WorkToolCall 1", "WorkToolCall 2");
        tools.Ends.GetOrAdd(2, _ => new()).SetResult();
        await AssertNextAsync(parts, "WorkToolResult 2");
        tools.Ends.GetOrAdd(1, _ => new()).SetResult();
        await AssertNextAsync(parts, "WorkToolResult 1");
        gate.SetResult();
        await AssertNextAsync(parts, nameof(TextStart), nameof(TextDelta), nameof(TextEnd), nameof(StepFinish), nameof(FinishPart));
        Assert.False(await parts.MoveNextAsync());
    }

    [Fact]
    public async Task SixtyFourCalls_AreAllAnswered_NoMoreAtOnceThanTheLimit()
    {
        var tools = new SlowTools();
        var model = Of([.. Enumerable.Range(1, 64).Select(number => Call($"c{number}", "work", ("number", number)))]);
        var steps = model.StreamText("?", tools, new() { MaxParallelCalls = 3 }).Steps.AsTask();

        // Three have begun; each that ends lets the next begin, and no other.
        for (var number = 1; number <= 64 + 3; number++)
        {
            if (number > 3)
            {
                Assert.False(tools.Begun.Reader.TryPeek(out _));
                tools.Ends.GetOrAdd(number - 3, _ => new()).SetResult();
            }

            if (number <= 64)
            {
                Assert.Equal(number, await tools.Begun.Reader.ReadAsync());
            }
        }

        var step = Assert.Single(await steps);
        Assert.Equal(step.Calls.Select(call => call.CallId), step.Results.Select(result => result.CallId));
    }

    [Fact]
    public async Task ModelThatNeverStopsCalling_EndsAtMaxSteps_WithEveryCallAnswered()
    {
        var model = new ScriptedModel([.. Enumerable.Range(1, 10).Select(step =>
            (Func<CancellationToken, IAsyncEnumerable<ChatResponseUpdate>>)(token => Say([Call($"c{step}", "next", ("number", step))], token)))]);

        var steps = await model.StreamText("?", new SlowTools(), new() { MaxSteps = 4 }).Steps;

        Assert.Equal(4, steps.Count);
        Assert.All(steps, step => Assert.Equal(step.Number + 1, ((JsonElement)Assert.Single(step.Results).Result!).GetInt32()));
        Assert.Equal(ChatFinishReason.ToolCalls, steps[^1].FinishReason);
    }

    [Fact]
    public async Task StopWhen_OnStep_AndOptions_AreHeard()
    {
        var (told, model) = (new List<int>(), Of([Call("a", "next", ("number", 1))], [Call("b", "next", ("number", 2))], [new TextContent("never")]));
        var options = new StreamTextOptions
        {
            MaxSteps = 9,
            System = "Be brief.",
            ModelId = "m-1",
            Chat = new ChatOptions { Temperature = 0 },
            StopWhen = steps => steps.Count == 2,
            OnStep = (step, _) =>
            {
                told.Add(step.Number);
                return default;
            },
        };

        var steps = await model.StreamText("?", new SlowTools(), options).Steps;

        Assert.Equal([1, 2], told);
        Assert.Equal(2, steps.Count);
        Assert.Equal((ChatRole.System, "Be brief."), (model.Asked[0][0].Role, model.Asked[0][0].Text));
        Assert.Equal(("m-1", 0f), (model.Options[0]!.ModelId, model.Options[0]!.Temperature));
        Assert.Equal(["next", "work"], model.Options[0]!.Tools!.Select(tool => tool.Name).Order(StringComparer.Ordinal));
    }

    [Fact]
    public async Task ReplacedTools_StayTyped_AdditionalOnes_AreDynamic_AndTwoOfOneName_AreRefused()
    {
        var tools = new SlowTools();
        var twice = AIFunctionFactory.Create((int number) => number * 2, "next");
        var dynamic = AIFunctionFactory.Create((string text) => text + "!", "shout");
        var model = Of([Call("a", "next", ("number", 4)), Call("b", "shout", ("text", "hi"))]);

        var parts = await model.StreamText("?", tools, new() { Replacing = [twice], AdditionalTools = [dynamic] }).FullStream.ToListAsync();

        Assert.Equal(8, Assert.Single(parts.OfType<SlowTools.NextToolResult>()).Output);
        Assert.Equal("hi!", Assert.Single(parts.OfType<DynamicToolResult>()).Output.GetString());
        Assert.Throws<ArgumentException>(() => model.StreamText("?", tools, new() { AdditionalTools = [twice] }));
        Assert.Throws<ArgumentException>(() => model.StreamText("?", tools, new() { Replacing = [dynamic] }));
        Assert.Throws<ArgumentOutOfRangeException>(() => model.StreamText("?", tools, new() { MaxSteps = 0 }));
    }

    [Fact]
    public async Task RepairedCall_IsMade_WhereItWouldNotHaveBeen()
    {
        var model = Of([Call("a", "nxt", ("number", 1))]);
        var options = new StreamTextOptions { RepairCall = (invalid, _) => new(new FunctionCallContent(invalid.Call.CallId, "next", invalid.Call.Arguments)) };

        var step = Assert.Single(await model.StreamText("?", new SlowTools(), options).Steps);

        Assert.Equal(2, ((JsonElement)Assert.Single(step.Results).Result!).GetInt32());
        Assert.Equal(("a", "a"), (step.Calls.Single().CallId, step.Results.Single().CallId));
    }

    [Theory]
    [InlineData("length")]
    [InlineData("content_filter")]
    public async Task OtherEnds_AreTold(string reason)
    {
        var model = new ScriptedModel(_ => EndingWith(reason));

        Assert.Equal(new ChatFinishReason(reason), await model.StreamText("?").FinishReason);
    }

    [Fact]
    public async Task AgentWithToolTasks_StreamsTypedParts_AndItsToolsRunOnce_ThoughItIsTriedAgain()
    {
        var asked = 0;
        await using var host = await RunnelTestHost.StartAsync(runnel => runnel.AddTasks(), services => services
            .AddSingleton(new Failures(1)).AddSingleton(new Answers())
            .AddSingleton<IChatClient>(By(messages => messages[^1].Role == ChatRole.Tool
                ? [new TextContent("Cold.")]
                : [Call($"x{++asked}", "getWeather", ("location", "Oslo"))])));

        var run = await host.Client<Agent.TaskClient>().TriggerAsync("Coat?");
        var result = await host.AdvanceUntilAsync(run.WaitAsync());

        Assert.Equal("Cold.", result.GetOutputOrThrow());
        Assert.Single(await host.Services.GetRequiredService<IRunnelClient>().ListAsync(new RunQuery { TaskId = "get-weather" }));
        var parts = (await run.SubscribeAsync().ToListAsync()).OfType<Agent.StreamPart.Model>().Select(part => part.Chunk).ToList();
        Assert.Equal(2, parts.OfType<GetWeather.ToolCall>().Count());
        Assert.Equal(["Oslo", "Oslo"], parts.OfType<GetWeather.ToolResult>().Select(part => part.Output.Location));
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> CallsThenText(Task gate)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, [Call("c1", "work", ("number", 1)), Call("c2", "work", ("number", 2))]);
        await gate;
        yield return new ChatResponseUpdate(ChatRole.Assistant, "done");
    }

    private static async IAsyncEnumerable<ChatResponseUpdate> EndingWith(string reason)
    {
        yield return new ChatResponseUpdate(ChatRole.Assistant, "Half a") { FinishReason = new ChatFinishReason(reason) };
        await Task.CompletedTask;
    }

    private static async Task AssertNextAsync(IAsyncEnumerator<ITextStreamPart<SlowTools>> parts, params string[] expected)
    {
        foreach (var text in expected)
        {
            Assert.True(await parts.MoveNextAsync());
            Assert.Equal(text, parts.Current switch
            {
                SlowTools.WorkToolCall { Arguments.Number: var number } => $"WorkToolCall {number}",
                SlowTools.WorkToolResult { Output: var number } => $"WorkToolResult {number}",
                var part => part.GetType().Name,
            });
        }
    }
}
