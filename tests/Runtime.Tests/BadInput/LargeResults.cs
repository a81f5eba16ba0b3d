using Runnel.Tests.Simulation;

namespace Runnel.Tests.BadInput;

/// <summary>What a task returns or throws may be larger than a segment.</summary>
public sealed class LargeResults
{
    [Theory]
    [InlineData(60 * 1024)]
    [InlineData(64 * 1024)]
    [InlineData(70 * 1024)]
    [InlineData(2 * 1024 * 1024)]
    public void ALargeOutput_IsTheRuns(int length) => SimulatedThread.ForEachSeed(2, async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(new Reply(new string('x', length))));

        var parts = await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync();

        Assert.Equal((RunStatus.Completed, 1, length), (parts.Last().Status, parts.Last().Attempt, parts.Last().Output!.Text.Length));
        Assert.Empty(thread.Logs.All);
    });

    [Fact]
    public void AnOutputOver3MiB_FailsTheRunAtOnce() => SimulatedThread.ForEachSeed(2, async thread =>
    {
        var executions = 0;
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) =>
        {
            executions++;
            return Task.FromResult(new Reply(new string('x', 3 * 1024 * 1024)));
        });

        var result = await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync();

        Assert.Equal((RunStatus.Failed, 1), (result.Status, executions));
        Assert.Contains("3,145,728", result.Error!.Message);
    });

    [Fact]
    public void ALargeError_IsShortened_AndRetriedAsAnyOther() => SimulatedThread.ForEachSeed(2, async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => throw new InvalidOperationException(new string('x', 200 * 1024)));

        var parts = await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync();

        Assert.Equal((RunStatus.Failed, 3), (parts.Last().Status, parts.Last().Attempt));
        Assert.Equal((4 * 1024, 16 * 1024), (parts.Last().Error!.Message.Length, parts.Last().Error!.Details!.Length));
    });

    [Fact]
    public void AnErrorThatCannotBeRead_FailsTheAttemptAllTheSame() => SimulatedThread.ForEachSeed(2, async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => throw new Unreadable());

        var result = await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync();

        Assert.Equal((RunStatus.Failed, typeof(Unreadable).FullName), (result.Status, result.Error!.Type));
    });

    private sealed class Unreadable : Exception
    {
        public override string Message => throw new NotSupportedException();
    }
}
