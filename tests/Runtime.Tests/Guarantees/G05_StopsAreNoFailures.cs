using System.Runtime.CompilerServices;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A source that heeds the task's own token stops with it; that is no failure of the stream.</summary>
public sealed class G05_StopsAreNoFailures
{
    [Fact]
    public void AHostsStop_SupersedesTheStream() => SimulatedThread.Run(async thread =>
    {
        var store = new InMemoryRunStore(thread.Time);
        var first = await SimulatedHost.StartAsync(thread, Body(thread), store);
        var run = await first.Client.TriggerAsync(new Question("?"));
        await using (var reader = run.Reader())
        {
            await reader.UntilAsync<TestPart.Text>();
        }

        await first.StopAsync();
        var second = await SimulatedHost.StartAsync(thread, Body(thread), store);

        var parts = await second.Client.SubscribeAsync(run.Id).ReadAllAsync();
        Assert.Equal((RunStatus.Completed, 2), (parts.Last().Status, parts.Last().Attempt));
        Assert.Equal([StreamEndReason.Superseded, StreamEndReason.Completed], parts.OfType<TestPart.StreamEnded>().Select(part => part.Reason));
    });

    [Fact]
    public void ASourceThatEndsQuietlyAtTheStop_HasNotComeToItsEnd() => SimulatedThread.Run(async thread =>
    {
        TestBody body = async (_, streams, context, cancellationToken) =>
        {
            if (context.Attempt == 1)
            {
                streams.Text.Pipe(Quiet(thread, cancellationToken));
                await SimulatedSources.UntilCanceledAsync(cancellationToken);
            }

            return Reply.Done;
        };
        var store = new InMemoryRunStore(thread.Time);
        var first = await SimulatedHost.StartAsync(thread, body, store);
        var run = await first.Client.TriggerAsync(new Question("?"));
        await using (var reader = run.Reader())
        {
            await reader.UntilAsync<TestPart.Text>();
        }

        await first.StopAsync();
        var second = await SimulatedHost.StartAsync(thread, body, store);

        var parts = await second.Client.SubscribeAsync(run.Id).ReadAllAsync();
        Assert.DoesNotContain(parts.OfType<TestPart.StreamEnded>(), part => part.Reason == StreamEndReason.Completed);
    });

    private static async IAsyncEnumerable<string> Quiet(SimulatedThread thread, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        yield return "a";
        await SimulatedSources.UntilCanceledAsync(cancellationToken);
    }

    [Fact]
    public void ACancel_InterruptsTheStream() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, Body(thread));
        var run = await host.Client.TriggerAsync(new Question("?"));
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Text>();

        await run.CancelAsync();

        var parts = await reader.ToEndAsync();
        Assert.Equal(RunStatus.Canceled, parts.Last().Status);
        Assert.Equal(StreamEndReason.Interrupted, parts.EndOf("text").Reason);
    });

    private static TestBody Body(SimulatedThread thread) => async (_, streams, context, cancellationToken) =>
    {
        var source = context.Attempt == 1 ? thread.NeverEnds(["a"], cancellationToken) : thread.Of("b");
        var last = "";
        await foreach (var chunk in streams.Text.Pipe(source).WithCancellation(cancellationToken))
        {
            last = chunk;
        }

        return new Reply(last);
    };
}
