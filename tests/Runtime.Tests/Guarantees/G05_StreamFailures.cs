using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A stream that fails while its task runs is seen by the task, or fails the attempt.</summary>
public sealed class G05_StreamFailures
{
    private static readonly Exception Broken = new IOException("the source broke");

    [Fact]
    public void ATaskThatReadsTheStream_SeesItsFailure() => SimulatedThread.Run(async thread =>
    {
        var seen = new List<string>();
        var parts = await RunAsync(thread, async streams =>
        {
            var error = await Assert.ThrowsAsync<IOException>(async () =>
            {
                await foreach (var chunk in streams.Text.Pipe(thread.Throws(Broken, "a", "b")))
                {
                    seen.Add(chunk);
                }
            });
            Assert.Same(Broken, error);
        });

        Assert.Equal(["a", "b"], seen);
        AssertSeen(parts);
    });

    [Fact]
    public void ATaskThatAwaitsCompletion_SeesItsFailure() => SimulatedThread.Run(async thread =>
        AssertSeen(await RunAsync(thread, async streams =>
            Assert.Same(Broken, await Assert.ThrowsAsync<IOException>(() => streams.Text.Pipe(thread.Throws(Broken, "a", "b")).Completion)))));

    [Fact]
    public void ATaskThatTookCompletion_HasSeenToTheFailure() => SimulatedThread.Run(async thread =>
        AssertSeen(await RunAsync(thread, async streams =>
        {
            _ = streams.Text.Pipe(thread.Throws(Broken, "a", "b")).Completion;
            await thread.RestAsync();
        })));

    [Fact]
    public void AFailureThatNobodySaw_FailsTheAttempt() => SimulatedThread.Run(async thread =>
    {
        var parts = await RunAsync(thread, async streams =>
        {
            streams.Text.Pipe(thread.Throws(Broken, "a", "b"));
            await thread.RestAsync();
        }, maxAttempts: 1);

        Assert.Equal((RunStatus.Failed, Broken.Message, false), (parts.Last().Status, parts.Last().Error!.Message, parts.Last().HasOutput));
        AssertFailedEnd(parts);
    });

    [Fact]
    public void AFailureThatNobodySaw_IsRetried() => SimulatedThread.Run(async thread =>
    {
        var executions = 0;
        var parts = await RunAsync(thread, async streams =>
        {
            streams.Text.Pipe(++executions == 1 ? thread.Throws(Broken, "a") : thread.Of("b"));
            await thread.RestAsync();
        });

        Assert.Equal((RunStatus.Completed, 2), (parts.Last().Status, parts.Last().Attempt));
        Assert.Equal(["a", "b"], parts.Texts());
        Assert.Equal([StreamEndReason.Failed, StreamEndReason.Completed], parts.OfType<TestPart.StreamEnded>().Select(part => part.Reason));
    });

    [Fact]
    public void AReaderThatStoppedEarly_HasNotSeenTheFailure() => SimulatedThread.Run(async thread =>
    {
        var parts = await RunAsync(thread, async streams =>
        {
            await foreach (var _ in streams.Text.Pipe(thread.Throws(Broken, "a", "b")))
            {
                break;
            }

            await thread.RestAsync();
        }, maxAttempts: 1);

        Assert.Equal((RunStatus.Failed, Broken.Message), (parts.Last().Status, parts.Last().Error!.Message));
        AssertFailedEnd(parts);
    });

    private static async Task<List<TestPart>> RunAsync(SimulatedThread thread, Func<TestStreams, Task> body, int maxAttempts = 3)
    {
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            await body(streams);
            return Reply.Done;
        });
        return await (await host.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = maxAttempts })).PartsAsync();
    }

    private static void AssertSeen(List<TestPart> parts)
    {
        Assert.Equal((RunStatus.Completed, 1), (parts.Last().Status, parts.Last().Attempt));
        Assert.Empty(parts.Last().Warnings);
        AssertFailedEnd(parts);
    }

    private static void AssertFailedEnd(List<TestPart> parts)
    {
        Assert.Equal(["a", "b"], parts.Texts());
        Assert.Equal((StreamEndReason.Failed, Broken.Message), (parts.EndOf("text").Reason, parts.EndOf("text").Error!.Message));
    }
}
