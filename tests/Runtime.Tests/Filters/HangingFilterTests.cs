using Runnel.Tests.Simulation;

namespace Runnel.Tests.Filters;

/// <summary>A filter that does not end does not keep a run from ending.</summary>
public sealed class HangingFilterTests
{
    [Fact]
    public void ARunThatIsCanceled_EndsAfterTheGracePeriod_WithAWarning() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(
            thread,
            async (_, _, _, cancellationToken) =>
            {
                await SimulatedSources.UntilCanceledAsync(cancellationToken);
                return Reply.Done;
            },
            configure: runnel => runnel.AddFilter<Hanging>());
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();
        var asked = thread.Time.GetUtcNow();

        await run.CancelAsync();

        Assert.Equal(RunStatus.Canceled, (await run.WaitAsync()).Status);
        Assert.Equal(TimeSpan.FromSeconds(30), thread.Time.GetUtcNow() - asked);
        Assert.Contains("filters", Assert.Single((await host.Client.GetAsync(run.Id))!.Warnings), StringComparison.Ordinal);
    });

    [Fact]
    public void ARunThatCompletes_WaitsForItAsLongAsForItsStreams() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(
            thread, (_, _, _, _) => Task.FromResult(Reply.Done), configure: runnel => runnel.AddFilter<Hanging>());
        var asked = thread.Time.GetUtcNow();

        Assert.True((await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync()).IsSuccess);

        Assert.Equal(TimeSpan.FromSeconds(60), thread.Time.GetUtcNow() - asked);
    });

    private sealed class Hanging : ITaskFilter
    {
        public ValueTask OnCompletedAsync(TaskFilterContext context, RunStatus status) => new(new TaskCompletionSource().Task);
    }
}
