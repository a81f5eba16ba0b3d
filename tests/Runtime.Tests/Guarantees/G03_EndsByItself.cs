using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A subscription ends by itself right after the terminal entry, with nothing lost.</summary>
public sealed class G03_EndsByItself
{
    [Theory]
    [InlineData(RunStatus.Completed)]
    [InlineData(RunStatus.Failed)]
    [InlineData(RunStatus.Canceled)]
    public void TheLastPart_IsTheTerminalOne(RunStatus status) => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, cancellationToken) =>
        {
            await streams.Text.WriteAsync("chunk", cancellationToken);
            if (status == RunStatus.Canceled)
            {
                await SimulatedSources.UntilCanceledAsync(cancellationToken);
                cancellationToken.ThrowIfCancellationRequested();
            }

            return status == RunStatus.Failed ? throw new AbortRunException("no") : Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        var early = run.PartsAsync();
        await using var late = run.Reader();
        await late.UntilAsync<TestPart.Text>();
        if (status == RunStatus.Canceled)
        {
            await run.CancelAsync();
        }

        await late.ToEndAsync();
        Assert.Equal(status, late.Seen.Last().Status);
        Assert.NotNull(late.Seen.Last().FinishedAt);
        Assert.Single(late.Seen.OfType<TestPart.Run>(), part => part.Snapshot.Status.IsTerminal);
        Assert.Equal(late.Seen.Lines(), (await early).Lines());
        Assert.Equal(late.Seen.Lines(), (await run.PartsAsync()).Lines());
        Assert.Equal(0, host.Log.Tail.Count);
    });

    [Fact]
    public void AReaderThatIsCanceled_EndsAsCanceled_AndTheRunGoesOn() => SimulatedThread.Run(async thread =>
    {
        var feed = new SimulatedFeed<string>();
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await streams.Text.Pipe(feed).Completion;
            return Reply.Done;
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        using var enough = new CancellationTokenSource();
        await using var reader = run.SubscribeAsync(cancellationToken: enough.Token).Reader();
        await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.Status == RunStatus.Executing);
        var next = reader.Pending;
        await thread.RestAsync();

        enough.Cancel();

        await Assert.ThrowsAnyAsync<OperationCanceledException>(() => next);
        feed.End();
        Assert.Equal(RunStatus.Completed, (await run.WaitAsync()).Status);
    });
}
