using Microsoft.Extensions.DependencyInjection;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Filters;

/// <summary>Filters run around attempts, in order, and hear how the run ends.</summary>
public sealed class FilterTests
{
    private static readonly RetryPolicy Twice = new() { MaxAttempts = 2, MinDelay = TimeSpan.Zero };

    [Fact]
    public void TheyRunInOrder_AroundEachAttempt_AndHearOfTheEndBackwards() => SimulatedThread.Run(async thread =>
    {
        var events = new List<string>();
        var host = await StartAsync(thread, events, (_, _, context, _) =>
        {
            events.Add($"task {context.Attempt}");
            return context.Attempt == 1 ? throw new InvalidOperationException("again") : Task.FromResult(Reply.Done);
        });

        var result = await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync();

        Assert.True(result.IsSuccess);
        Assert.Equal(
            [
                "outer start", "inner start", "outer before", "inner before", "task 1",
                "outer before", "inner before", "task 2", "inner after done", "outer after done",
                "inner success", "outer success", "inner Completed", "outer Completed",
            ],
            events);
    });

    [Fact]
    public void ARunThatFails_IsToldOnce_WithItsError() => SimulatedThread.Run(async thread =>
    {
        var events = new List<string>();
        var host = await StartAsync(thread, events, (_, _, _, _) => throw new InvalidOperationException("broken"));

        Assert.Equal(RunStatus.Failed, (await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync()).Status);

        Assert.Equal(["inner failure broken", "outer failure broken", "inner Failed", "outer Failed"], events.TakeLast(4));
        Assert.Equal(2, events.Count(line => line.Contains("failure", StringComparison.Ordinal)));
    });

    [Fact]
    public void ARunThatIsCanceled_IsToldSo() => SimulatedThread.Run(async thread =>
    {
        var events = new List<string>();
        var host = await StartAsync(thread, events, async (_, _, _, cancellationToken) =>
        {
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();

        await run.CancelAsync();

        await run.WaitAsync();
        Assert.Equal(["inner Canceled", "outer Canceled"], events.TakeLast(2));
    });

    [Theory]
    [InlineData("start")]
    [InlineData("before")]
    public void OneThatThrowsAroundTheTask_FailsTheAttempt(string where) => SimulatedThread.Run(async thread =>
    {
        var host = await StartAsync(thread, [], (_, _, _, _) => Task.FromResult(Reply.Done), throwsAt: $"inner {where}");

        var result = await (await host.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = 1 })).WaitAsync();

        Assert.Equal((RunStatus.Failed, $"inner {where}"), (result.Status, result.Error!.Message));
    });

    [Theory]
    [InlineData("success")]
    [InlineData("Completed")]
    public void OneThatThrowsAtTheEnd_LeavesAWarning_AndTheOthersAreTold(string where) => SimulatedThread.Run(async thread =>
    {
        var events = new List<string>();
        var host = await StartAsync(thread, events, (_, _, _, _) => Task.FromResult(Reply.Done), throwsAt: $"inner {where}");

        var run = await host.Client.TriggerAsync(new Question("?"));

        Assert.True((await run.WaitAsync()).IsSuccess);
        Assert.Contains($"inner {where}", Assert.Single((await host.Client.GetAsync(run.Id))!.Warnings), StringComparison.Ordinal);
        Assert.Contains($"outer {where}", events);
    });

    [Fact]
    public void OneThatGivesAnotherOutput_IsTheTasksOutput_AndOneOfAnotherTypeFailsTheAttempt() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(
            thread,
            (_, _, _, _) => Task.FromResult(Reply.Done),
            configure: runnel => runnel.AddFilter<Replacing>());

        Assert.Equal("replaced", (await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync()).GetOutputOrThrow().Text);
        var result = await (await host.Client.TriggerAsync(new Question("number"), new TriggerOptions { MaxAttempts = 1 })).WaitAsync();
        Assert.Contains("A filter gave System.Int32", result.Error!.Message, StringComparison.Ordinal);
    });

    [Fact]
    public void OneThatIsForOtherTasks_IsNotCalled() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(
            thread, (_, _, _, _) => Task.FromResult(Reply.Done), configure: runnel => runnel.AddFilter<Replacing>(taskId => taskId == "other"));

        Assert.Equal("done", (await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync()).GetOutputOrThrow().Text);
    });

    private static Task<SimulatedHost> StartAsync(SimulatedThread thread, List<string> events, TestBody body, string? throwsAt = null) => SimulatedHost.StartAsync(
        thread,
        new TestTask(body, retry: Twice),
        configure: runnel =>
        {
            runnel.Services.AddSingleton(new Script(events, throwsAt));
            runnel.AddFilter<Outer>().AddFilter<Inner>();
        });

    private sealed record Script(List<string> Events, string? ThrowsAt);

    private sealed class Outer(Script script) : Recording(script, "outer");

    private sealed class Inner(Script script) : Recording(script, "inner");

    private abstract class Recording(Script script, string name) : ITaskFilter
    {
        public async ValueTask<object?> InvokeAsync(TaskFilterContext context, TaskFilterDelegate next)
        {
            await Note("before");
            var output = await next(context);
            await Note($"after {((Reply)output!).Text}");
            return output;
        }

        public ValueTask OnStartAsync(TaskFilterContext context) => Note("start");

        public ValueTask OnSuccessAsync(TaskFilterContext context) => Note("success");

        public ValueTask OnFailureAsync(TaskFilterContext context, TaskError error) => Note($"failure {error.Message}");

        public ValueTask OnCompletedAsync(TaskFilterContext context, RunStatus status) => Note($"{status}");

        private ValueTask Note(string what)
        {
            script.Events.Add($"{name} {what}");
            return script.ThrowsAt == $"{name} {what}" ? throw new InvalidOperationException(script.ThrowsAt) : default;
        }
    }

    private sealed class Replacing : ITaskFilter
    {
        public async ValueTask<object?> InvokeAsync(TaskFilterContext context, TaskFilterDelegate next)
        {
            await next(context);
            return ((Question)context.Payload).Text == "number" ? 1 : new Reply("replaced");
        }
    }
}
