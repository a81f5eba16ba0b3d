using Runnel.Storage;

namespace Runnel.Tests.Hosting;

/// <summary>The whole on a real host and the thread pool, where threads do meet.</summary>
public sealed class RealThreadsTests
{
    [Fact]
    public async Task ManyRuns_WithManySubscribers_AllReadTheSame()
    {
        await using var host = await TestHost.StartAsync(
            async (question, streams, context, cancellationToken) =>
            {
                var piped = streams.Text.Pipe(Source.Of([.. Enumerable.Range(0, 200).Select(number => $"{question.Text}.{number}")]));
                for (var number = 0; number < 200; number++)
                {
                    await streams.Numbers.WriteAsync(number, cancellationToken);
                    context.Metadata.Set("number", number);
                }

                await piped.Completion;
                return Reply.Done;
            },
            configure: runnel => runnel.Configure(options => (options.LiveTailBytes, options.PageBytes, options.WindowBytes) = (2048, 1024, 1024)));
        var runs = await Task.WhenAll(Enumerable.Range(0, 8).Select(number => host.Client.TriggerAsync(new Question($"{number}"))));

        await Task.WhenAll(runs.Select(async run =>
        {
            var readings = await Task.WhenAll(Enumerable.Range(0, 8).Select(_ => run.PartsAsync()));
            Assert.Equal(Enumerable.Range(0, 200), readings[0].Numbers());
            Assert.Equal(200, readings[0].Texts().Count);
            Assert.Equal(RunStatus.Completed, readings[0].Last().Status);
            var first = readings[0].Lines();
            Assert.All(readings, reading => Assert.Equal(first, reading.Lines()));
        })).WaitAsync(Within.Limit);
        Assert.Equal(0, host.Log.Tail.Count);
    }

    [Fact]
    public async Task AHostThatStops_HandsItsRunsToTheNext()
    {
        var store = new InMemoryRunStore();
        var reached = new Gate();
        TestBody body = async (question, streams, context, cancellationToken) =>
        {
            await streams.Numbers.WriteAsync(context.Attempt, cancellationToken);
            if (context.Attempt == 1)
            {
                await reached.PassAsync(cancellationToken);
            }

            return Reply.Done;
        };
        var first = await TestHost.StartAsync(body, store: store);
        var run = await first.Client.TriggerAsync(new Question("?"), new TriggerOptions { MaxAttempts = 1 });
        await reached.Reached;
        await using var second = await TestHost.StartAsync(body, store: store);
        await first.DisposeAsync();

        var parts = await second.Client.SubscribeAsync(run.Id, cancellationToken: Within.TheLimit).ReadAllAsync();
        Assert.Equal((RunStatus.Completed, 2), (parts.Last().Status, parts.Last().Attempt));
        Assert.Equal([1, 2], parts.Numbers());
    }
}
