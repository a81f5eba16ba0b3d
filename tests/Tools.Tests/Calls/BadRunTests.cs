using System.Text.Json;
using Microsoft.Extensions.AI;
using Runnel.Tools.Tests.Sets;

namespace Runnel.Tools.Tests.Calls;

/// <summary>Tools that do not do what they should: the caller is told which run, how it ended and why, and no run is lost.</summary>
public sealed class BadRunTests
{
    [Fact]
    public async Task ToolThatThrows_FailsItsRun_AndTheCall()
    {
        await using var host = await ToolRun.StartAsync((_, _) => throw new InvalidOperationException("no such oracle"));

        var failure = await Assert.ThrowsAsync<TaskFailedException>(() => host.AdvanceUntilAsync(Ask(host.Tools().LookUp)));

        Assert.Equal(RunStatus.Failed, failure.Status);
        Assert.Contains("no such oracle", failure.Message, StringComparison.Ordinal);
        Assert.Equal(RunStatus.Failed, (await host.Runs().GetAsync(failure.RunId))!.Status);
    }

    [Fact]
    public async Task ToolThatHangs_TimesOut()
    {
        await using var host = await ToolRun.StartAsync(async (_, token) =>
        {
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });

        var failure = await Assert.ThrowsAsync<TaskFailedException>(() => host.AdvanceUntilAsync(Ask(host.Tools().LookUp)));

        Assert.Equal(RunStatus.TimedOut, failure.Status);
    }

    [Fact]
    public async Task RunThatIsCanceledByOthers_FailsTheCall()
    {
        var began = new TaskCompletionSource();
        await using var host = await ToolRun.StartAsync(async (_, token) =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });
        var call = Ask(host.Tools().LookUp);
        await host.AdvanceUntilAsync(began.Task);

        await host.Runs().CancelAsync(Assert.Single(await host.Runs().ListAsync(new RunQuery())).Id);

        var failure = await Assert.ThrowsAsync<TaskFailedException>(() => host.AdvanceUntilAsync(call));
        Assert.Equal(RunStatus.Canceled, failure.Status);
    }

    [Fact]
    public async Task CallerThatGivesUp_CancelsTheRun()
    {
        var began = new TaskCompletionSource();
        await using var host = await ToolRun.StartAsync(async (_, token) =>
        {
            began.SetResult();
            await Task.Delay(Timeout.Infinite, token);
            return null;
        });
        using var giveUp = new CancellationTokenSource();
        var call = Ask(host.Tools().LookUp, giveUp.Token);
        await host.AdvanceUntilAsync(began.Task);

        await giveUp.CancelAsync();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.AdvanceUntilAsync(call));
        var run = Assert.Single(await host.Runs().ListAsync(new RunQuery()));
        Assert.Equal(RunStatus.Canceled, (await host.AdvanceUntilAsync(host.Client<LookUp.TaskClient>().WaitAsync(run.Id))).Status);
    }

    [Fact]
    public async Task RunOfAKey_IsNotCanceledByOneCallerThatGivesUp()
    {
        var answer = new TaskCompletionSource<string?>();
        await using var host = await ToolRun.StartAsync((_, _) => answer.Task);
        using var giveUp = new CancellationTokenSource();
        var call = Ask(host.Tools().LookUp.With(new TriggerOptions { IdempotencyKey = "once" }), giveUp.Token);
        await host.AdvanceAsync(TimeSpan.FromSeconds(1));

        await giveUp.CancelAsync();
        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => host.AdvanceUntilAsync(call));
        answer.SetResult("42");

        var run = Assert.Single(await host.Runs().ListAsync(new RunQuery()));
        Assert.Equal("42", (await host.AdvanceUntilAsync(host.Client<LookUp.TaskClient>().WaitAsync(run.Id))).Output);
    }

    [Fact]
    public async Task ToolThatReturnsNull_GivesTheModelNull()
    {
        await using var host = await ToolRun.StartAsync((_, _) => Task.FromResult<string?>(null));

        var result = await host.AdvanceUntilAsync(Ask(host.Tools().LookUp));

        Assert.Equal(JsonValueKind.Null, Assert.IsType<JsonElement>(result).ValueKind);
    }

    [Fact]
    public async Task OutputThatDoesNotSerialize_FailsTheRun_AndSaysWhy()
    {
        await using var host = await ToolRun.StartAsync();

        var failure = await Assert.ThrowsAsync<TaskFailedException>(() => host.AdvanceUntilAsync(host.Tools().Loop.InvokeAsync([]).AsTask()));

        Assert.Equal(RunStatus.Failed, failure.Status);
        Assert.Contains("cycle", failure.Message, StringComparison.OrdinalIgnoreCase);
    }

    [Fact]
    public async Task MethodThatThrows_ThrowsToTheCaller()
    {
        var failure = await Assert.ThrowsAsync<InvalidOperationException>(
            async () => await new WeatherTools(TimeProvider.System).FailTool.InvokeAsync(new() { ["reason"] = "as told" }));

        Assert.Equal("as told", failure.Message);
    }

    [Fact]
    public async Task SetThatNoHostMade_SaysThatAddTasksIsMissing()
    {
        var failure = await Assert.ThrowsAsync<RunnelException>(
            async () => await new WeatherTools(TimeProvider.System).GetWeather.InvokeAsync(new() { ["location"] = "Oslo" }));

        Assert.Contains("AddTasks()", failure.Message, StringComparison.Ordinal);
        Assert.Contains("'getWeather'", failure.Message, StringComparison.Ordinal);
    }

    private static Task<object?> Ask(AIFunction function, CancellationToken cancellationToken = default) =>
        function.InvokeAsync(new() { ["question"] = "why?" }, cancellationToken).AsTask();
}
