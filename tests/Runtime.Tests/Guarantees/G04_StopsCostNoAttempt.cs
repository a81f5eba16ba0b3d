using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>Clients of databases and models throw their own exceptions when they are canceled; a host's stop is no failure all the same.</summary>
public sealed class G04_StopsCostNoAttempt
{
    [Fact]
    public void WhateverAStoppedTaskThrows_TheRunIsHandedBack() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var task = new TestTask(Body(thread), retry: new RetryPolicy { MaxAttempts = 1 });
        var first = await SimulatedHost.StartAsync(thread, task, store);
        var run = await first.Client.TriggerAsync(new Question("?"));
        await using (var reader = run.Reader())
        {
            await reader.UntilAsync<TestPart.Text>();
        }

        await first.StopAsync();
        var second = await SimulatedHost.StartAsync(thread, task, store);

        var parts = await second.Client.SubscribeAsync(run.Id).ReadAllAsync();
        Assert.Equal((RunStatus.Completed, 2), (parts.Last().Status, parts.Last().Attempt));
        Assert.DoesNotContain(parts.OfType<TestPart.StreamEnded>(), part => part.Reason == StreamEndReason.Failed);
    });

    private static TestBody Body(SimulatedThread thread) => async (_, streams, context, cancellationToken) =>
    {
        if (context.Attempt > 1)
        {
            return Reply.Done;
        }

        try
        {
            await foreach (var chunk in streams.Text.Pipe(thread.NeverEnds(["a"], cancellationToken)).WithCancellation(cancellationToken))
            {
                GC.KeepAlive(chunk);
            }
        }
        catch (OperationCanceledException exception)
        {
            throw new IOException("The connection was aborted.", exception);
        }

        return Reply.Done;
    };
}
