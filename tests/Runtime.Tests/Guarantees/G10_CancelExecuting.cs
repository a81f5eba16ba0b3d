using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>An executing run is told, and ends; a task that does not heed it is fenced after the grace period.</summary>
public sealed class G10_CancelExecuting
{
    [Theory]
    [InlineData("throws")]
    [InlineData("returns")]
    [InlineData("throws something else")]
    public void ATaskIsTold_AndItsRunEndsCanceled_HoweverItStops(string how) => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, cancellationToken) =>
        {
            await streams.Text.WriteAsync("before", cancellationToken);
            streams.Numbers.Pipe(thread.NeverEnds([1]));
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            return how switch
            {
                "throws" => throw new OperationCanceledException(cancellationToken),
                "returns" => Reply.Done,
                _ => throw new InvalidOperationException(how),
            };
        });
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Numbers>();

        await run.CancelAsync();

        var parts = await reader.ToEndAsync();
        Assert.Equal((RunStatus.Canceled, 1, false), (parts.Last().Status, parts.Last().Attempt, parts.Last().HasOutput));
        Assert.Equal(StreamEndReason.Interrupted, parts.EndOf("text").Reason);
        Assert.Equal(StreamEndReason.Interrupted, parts.EndOf("numbers").Reason);
        var result = await run.WaitAsync();
        Assert.False(result.IsSuccess);
        Assert.Equal(RunStatus.Canceled, Assert.Throws<TaskFailedException>(result.GetOutputOrThrow).Status);
    });

    [Fact]
    public void ATaskThatIgnoresIt_IsFencedAfterTheGracePeriod() => SimulatedThread.Run(async thread =>
    {
        var deaf = new TaskCompletionSource();
        var refused = new List<Exception>();
        var store = new InMemoryRunStore(thread.Time);
        var host = await SimulatedHost.StartAsync(
            thread,
            async (_, streams, context, _) =>
            {
                await streams.Text.WriteAsync("before");
                await deaf.Task;
                refused.Add(await Assert.ThrowsAnyAsync<Exception>(async () => await streams.Text.WriteAsync("after")));
                refused.Add(await Assert.ThrowsAnyAsync<Exception>(async () => await streams.Numbers.WriteAsync(1)));
                refused.Add(Assert.ThrowsAny<Exception>(() => streams.Numbers.Pipe(thread.Of(1))));
                context.Metadata.Set("accepted", "but never committed");
                return new Reply("ignored");
            },
            store,
            runnel => runnel.Configure(options => (options.CancelGracePeriod, options.MaxConcurrentRuns) = (TimeSpan.FromSeconds(7), 1)));
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Text>();
        var canceledAt = thread.Time.GetUtcNow();

        await run.CancelAsync();

        var parts = await reader.ToEndAsync();
        Assert.Equal(RunStatus.Canceled, parts.Last().Status);
        Assert.Equal(TimeSpan.FromSeconds(7), parts.Last().FinishedAt - canceledAt);
        var length = (await store.EntriesAsync(run.Id)).Count;
        deaf.SetResult();
        await thread.RestAsync();
        Assert.Equal(3, refused.Count);
        Assert.Equal(length, (await store.EntriesAsync(run.Id)).Count);

        // Its slot is free for another.
        var next = await host.Client.TriggerAsync(new Question("next"));
        Assert.True((await next.WaitAsync()).Status is RunStatus.Failed or RunStatus.Completed);
    });

    [Fact]
    public void CancelingTwice_IsLikeOnce() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var host = await SimulatedHost.StartAsync(thread, async (_, _, _, cancellationToken) =>
        {
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            throw new OperationCanceledException(cancellationToken);
        }, store);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();

        await Task.WhenAll(run.CancelAsync(), run.CancelAsync());
        await run.WaitAsync();
        await run.CancelAsync();

        var kinds = await store.KindsAsync(run.Id);
        Assert.Single(kinds, EntryKind.CancelRequested);
        Assert.Single(kinds, kind => kind.IsTerminal);
    });
}
