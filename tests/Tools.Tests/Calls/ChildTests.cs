using System.Text.Json;
using Microsoft.Extensions.AI;
using Microsoft.Extensions.DependencyInjection;
using Runnel.Testing;
using Runnel.Tools.Tests.Sets;

namespace Runnel.Tools.Tests.Calls;

/// <summary>A task that works with tools, as an agent does.</summary>
[Task("ask", RetryMinDelaySeconds = 1)]
public sealed partial class Ask(WeatherTools tools, Failures failures)
{
    public async Task<string> RunAsync(string question, CancellationToken cancellationToken)
    {
        var arguments = new AIFunctionArguments { ["question"] = question };
        arguments.SetToolCallId($"call_{Guid.NewGuid():N}");
        var answer = (JsonElement)(await tools.LookUp.InvokeAsync(arguments, cancellationToken))!;
        failures.Next();
        return answer.GetString()!;
    }
}

/// <summary>An agent as libraries make them: any exception of a tool becomes an answer for the model, and a tool that failed is called again.</summary>
[Task("forgiving", RetryMinDelaySeconds = 1)]
public sealed partial class ForgivingAsk(WeatherTools tools, Failures failures)
{
    public async Task<string> RunAsync(string question)
    {
        var answers = new List<string>();
        for (var step = 0; step < 2; step++)
        {
            try
            {
                answers.Add(((JsonElement)(await tools.LookUp.InvokeAsync(new() { ["question"] = question }))!).GetString()!);
            }
            catch (Exception exception)
            {
                answers.Add(exception.GetType().Name);
            }
        }

        failures.Next();
        return string.Join(", ", answers);
    }
}

/// <summary>How many attempts fail.</summary>
public sealed class Failures(int count)
{
    private int left = count;

    public void Next()
    {
        if (Interlocked.Decrement(ref left) >= 0)
        {
            throw new InvalidOperationException("The attempt fails after its tool has run.");
        }
    }
}

public sealed class ChildTests
{
    [Fact]
    public async Task CallWithinATask_IsAChild_AndNotRepeatedByALaterAttempt()
    {
        var calls = 0;
        await using var host = await StartAsync(failures: 2, (question, _) => Task.FromResult<string?>($"{question} {Interlocked.Increment(ref calls)}"));

        var run = await host.Client<Ask.TaskClient>().TriggerAsync("why?");
        var result = await host.AdvanceUntilAsync(run.WaitAsync());

        Assert.Equal("why? 1", result.Output);
        var child = Assert.Single(await host.Runs().ListAsync(new RunQuery { TaskId = "look-up" }));
        var snapshot = await host.Client<LookUp.TaskClient>().GetAsync(child.Id);
        Assert.Equal(run.Id, snapshot!.ParentId);
        Assert.StartsWith("call_", Assert.Single(snapshot.Tags), StringComparison.Ordinal);
        Assert.Equal(3, (await host.Client<Ask.TaskClient>().GetAsync(run.Id))!.Attempt);
    }

    [Fact]
    public async Task CanceledParent_CancelsItsToolCall()
    {
        var began = new TaskCompletionSource();
        await using var host = await StartAsync(failures: 0, async (_, token) =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });
        var run = await host.Client<Ask.TaskClient>().TriggerAsync("why?");
        await host.AdvanceUntilAsync(began.Task);

        await run.CancelAsync();

        Assert.Equal(RunStatus.Canceled, (await host.AdvanceUntilAsync(run.WaitAsync())).Status);
        var child = Assert.Single(await host.Runs().ListAsync(new RunQuery { TaskId = "look-up" }));
        Assert.Equal(RunStatus.Canceled, (await host.AdvanceUntilAsync(host.Client<LookUp.TaskClient>().WaitAsync(child.Id))).Status);
    }

    [Fact]
    public async Task CallThatFailedAndWasRepeated_IsNotMadeAgainByALaterAttempt()
    {
        var calls = 0;
        await using var host = await StartAsync(
            failures: 1, (_, _) => Interlocked.Increment(ref calls) == 1 ? throw new InvalidOperationException("later") : Task.FromResult<string?>($"answer {calls}"));

        var run = await host.Client<ForgivingAsk.TaskClient>().TriggerAsync("why?");
        var result = await host.AdvanceUntilAsync(run.WaitAsync());

        // The second attempt's first call has the answer of the first one's second, and its second call is a new one.
        Assert.Equal("answer 2, answer 3", result.Output);
        Assert.Equal(3, (await host.Runs().ListAsync(new RunQuery { TaskId = "look-up" })).Count);
    }

    [Fact]
    public async Task AgentThatTakesAStopForAnAnswer_IsHandedBack_NotCompletedWithIt()
    {
        var began = new TaskCompletionSource();
        await using var host = await StartAsync(failures: 0, async (_, token) =>
        {
            began.TrySetResult();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });
        var run = await host.Client<ForgivingAsk.TaskClient>().TriggerAsync("why?");
        await host.AdvanceUntilAsync(began.Task);

        await host.StopAsync();

        var left = await host.Client<ForgivingAsk.TaskClient>().GetAsync(run.Id);
        Assert.Equal((RunStatus.Queued, false), (left!.Status, left.HasOutput));
    }

    [Fact]
    public async Task AgentThatIsStoppedWhileItTakesItsSlotBack_IsHandedBack()
    {
        var (answer, blocked) = (new TaskCompletionSource<string?>(), new TaskCompletionSource());
        await using var host = await RunnelTestHost.StartAsync(
            runnel => runnel.AddQueue("one", concurrencyLimit: 1).AddTasks(),
            services => services.AddSingleton(new Failures(0)).AddSingleton(new Answers(async (question, token) =>
            {
                if (question == "why?")
                {
                    return await answer.Task;
                }

                blocked.SetResult();
                await Task.Delay(Timeout.Infinite, token);
                return null;
            })));
        var run = await host.Client<ForgivingAsk.TaskClient>().TriggerAsync("why?", new TriggerOptions { Queue = "one" });
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));
        await host.Client<LookUp.TaskClient>().TriggerAsync("block", new TriggerOptions { Queue = "one" });
        await host.AdvanceUntilAsync(blocked.Task);
        answer.SetResult("because");
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        await host.StopAsync();

        var left = await host.Client<ForgivingAsk.TaskClient>().GetAsync(run.Id);
        Assert.Equal((RunStatus.Queued, false), (left!.Status, left.HasOutput));
    }

    [Fact]
    public async Task WrongArguments_MakeNoRun()
    {
        await using var host = await StartAsync(failures: 0, (_, _) => Task.FromResult<string?>(""));

        var answer = await host.Tools().LookUp.InvokeAsync(new() { ["question"] = JsonSerializer.SerializeToElement(new[] { 1 }) });

        Assert.StartsWith("The arguments of 'lookUp' are not valid. ", Assert.IsType<string>(answer), StringComparison.Ordinal);
        Assert.Empty(await host.Runs().ListAsync(new RunQuery()));
    }

    [Fact]
    public async Task OptionsOfWith_AreThoseOfTheRun_BesideTheCallsId()
    {
        await using var host = await StartAsync(failures: 0, (_, _) => Task.FromResult<string?>("yes"));
        var arguments = new AIFunctionArguments { ["question"] = "?" };
        arguments.SetToolCallId("call_7");

        await host.AdvanceUntilAsync(host.Tools().LookUp.With(new TriggerOptions { Tags = ["mine"], Metadata = new() { ["a"] = 1 } }).InvokeAsync(arguments).AsTask());

        var run = await host.Client<LookUp.TaskClient>().GetAsync(Assert.Single(await host.Runs().ListAsync(new RunQuery())).Id);
        Assert.Equal(["mine", "call_7"], run!.Tags);
        Assert.Equal("""{"a":1}""", run.Metadata.GetRawText());
    }

    [Fact]
    public async Task ApprovalRequiredFunction_WrapsATool()
    {
        await using var host = await StartAsync(failures: 0, (question, _) => Task.FromResult<string?>(question));
        var guarded = new ApprovalRequiredAIFunction(host.Services.GetRequiredService<LookUp.ToolFunction>());

        var result = await host.AdvanceUntilAsync(guarded.InvokeAsync(new() { ["question"] = "go?" }).AsTask());

        Assert.Equal("lookUp", guarded.Name);
        Assert.Equal("go?", Assert.IsType<JsonElement>(result).GetString());
        Assert.NotNull(guarded.GetService<LookUp.ToolFunction>());
    }

    [Fact]
    public async Task ToolOfTwoSets_IsOneToolInBoth()
    {
        await using var host = await StartAsync(failures: 0, (question, _) => Task.FromResult<string?>(question));
        var other = host.Services.GetRequiredService<LookUpTools>();

        await host.AdvanceUntilAsync(other.LookUp.InvokeAsync(new() { ["question"] = "1" }).AsTask());
        await host.AdvanceUntilAsync(host.Tools().LookUp.InvokeAsync(new() { ["question"] = "2" }).AsTask());

        Assert.All(await host.Runs().ListAsync(new RunQuery()), run => Assert.Equal("look-up", run.TaskId));
        Assert.Equal(other.LookUp.JsonSchema.GetRawText(), host.Tools().LookUp.JsonSchema.GetRawText());
        ITextStreamPart<LookUpTools> inOne = new LookUp.ToolCall("c", new LookUp.Arguments("?"));
        ITextStreamPart<WeatherTools> inTheOther = new LookUp.ToolCall("c", new LookUp.Arguments("?"));
        Assert.Equal<object>(inOne, inTheOther);
    }

    private static Task<RunnelTestHost> StartAsync(int failures, Func<string, CancellationToken, Task<string?>> answer) => RunnelTestHost.StartAsync(
        runnel => runnel.AddTasks(), services => services.AddSingleton(new Answers(answer)).AddSingleton(new Failures(failures)));
}
