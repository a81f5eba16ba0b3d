using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>The output is recorded when the task returns; its piped streams may then go on for a bounded time.</summary>
public sealed class G06_Drain
{
    [Fact]
    public void TheOutput_IsSeen_WhileStreamsAreDrained() => SimulatedThread.Run(async thread =>
    {
        var feed = new SimulatedFeed<string>();
        var host = await StartAsync(thread, feed);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();

        var returned = await reader.UntilAsync<TestPart.Run>(part => part.Snapshot.HasOutput);
        Assert.Equal((RunStatus.Executing, "done"), (returned.Snapshot.Status, returned.Snapshot.Output!.Text));
        feed.Next("after the return");
        Assert.Equal("after the return", (await reader.UntilAsync<TestPart.Text>()).Chunk);
        feed.End();

        var parts = await reader.ToEndAsync();
        Assert.Equal(RunStatus.Completed, parts.Last().Status);
        Assert.Equal(StreamEndReason.Completed, parts.EndOf("text").Reason);
        Assert.Empty(parts.Last().Warnings);
    });

    [Theory]
    [InlineData(null)]
    [InlineData(5.0)]
    [InlineData(0.0)]
    public void WhatIsStillRunningWhenTheTimeIsOver_IsCutOff(double? seconds) => SimulatedThread.Run(async thread =>
    {
        var host = await StartAsync(thread, thread.NeverEnds(["a", "b"]), seconds);
        var parts = await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync();

        var returnedAt = parts.OfType<TestPart.Run>().First(part => part.Snapshot.HasOutput).Timestamp;
        AssertCutOff(parts);
        Assert.Equal(TimeSpan.FromSeconds(seconds ?? 60), parts.Last().FinishedAt - returnedAt);
    });

    [Fact]
    public void ASourceThatEndsQuietlyWhenItIsCutOff_IsNotTakenForComplete() => SimulatedThread.Run(async thread =>
    {
        var host = await StartAsync(thread, EndsQuietlyAsync());
        AssertCutOff(await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync());

        static async IAsyncEnumerable<string> EndsQuietlyAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            yield return "a";
            yield return "b";
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
        }
    });

    [Fact]
    public void ASourceWhoseCancellationCallbackThrows_DoesNotKeepTheRunFromEnding() => SimulatedThread.Run(async thread =>
    {
        var host = await StartAsync(thread, ThrowsWhenCanceledAsync());
        AssertCutOff(await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync());

        static async IAsyncEnumerable<string> ThrowsWhenCanceledAsync([System.Runtime.CompilerServices.EnumeratorCancellation] CancellationToken cancellationToken = default)
        {
            cancellationToken.Register(() => throw new InvalidOperationException("in a callback"));
            yield return "a";
            yield return "b";
            await new TaskCompletionSource().Task;
        }
    });

    [Fact]
    public void AStreamThatWasOnlyWrittenTo_EndsWithItsTask() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await streams.Numbers.WriteAsync(1);
            return Reply.Done;
        });
        var parts = await (await host.Client.TriggerAsync(new Question("?"))).PartsAsync();

        Assert.Equal(StreamEndReason.Completed, parts.EndOf("numbers").Reason);
        Assert.Equal(parts[0].Timestamp, parts.Last().FinishedAt);
    });

    private static Task<SimulatedHost> StartAsync(SimulatedThread thread, IAsyncEnumerable<string> source, double? drainSeconds = null) =>
        SimulatedHost.StartAsync(
            thread,
            async (_, streams, _, _) =>
            {
                streams.Text.Pipe(source);
                await thread.RestAsync();
                return Reply.Done;
            },
            configure: runnel => runnel.Configure(options =>
                options.DrainTimeout = drainSeconds is { } seconds ? TimeSpan.FromSeconds(seconds) : options.DrainTimeout));

    private static void AssertCutOff(List<TestPart> parts)
    {
        Assert.Equal((RunStatus.Completed, "done"), (parts.Last().Status, parts.Last().Output!.Text));
        Assert.Equal(["a", "b"], parts.Texts());
        Assert.Equal(StreamEndReason.DrainTimedOut, parts.EndOf("text").Reason);
        Assert.Contains("'text'", Assert.Single(parts.Last().Warnings));
    }
}
