using Runnel.Tests.Harness;

namespace Runnel.Tests;

public sealed class SmokeTests
{
    [Fact]
    public async Task ATaskStreams_AndItsSubscriberSeesEverything()
    {
        await using var host = await TestHost.StartAsync(async (question, streams, context, cancellationToken) =>
        {
            await foreach (var word in streams.Text.Pipe(Words(question.Text)).WithCancellation(cancellationToken))
            {
                await streams.Numbers.WriteAsync(word.Length, cancellationToken);
            }

            context.Metadata.Set("done", true);
            return new Reply(question.Text.ToUpperInvariant());
        });

        var run = await host.Client.TriggerAsync(new Question("why do cats purr"));
        var parts = await run.SubscribeAsync(cancellationToken: Within.TheLimit).ReadAllAsync();

        Assert.Equal(["why", "do", "cats", "purr"], parts.OfType<TestPart.Text>().Select(part => part.Chunk));
        Assert.Equal([3, 2, 4, 4], parts.OfType<TestPart.Numbers>().Select(part => part.Chunk));
        Assert.IsType<TestPart.Run>(parts[0]);
        var last = Assert.IsType<TestPart.Run>(parts[^1]);
        Assert.Equal(RunStatus.Completed, last.Snapshot.Status);
        Assert.Equal("WHY DO CATS PURR", last.Snapshot.Output!.Text);
        Assert.True(last.Snapshot.Metadata.GetProperty("done").GetBoolean());
        Assert.All(parts.OfType<TestPart.StreamEnded>(), part => Assert.Equal(StreamEndReason.Completed, part.Reason));
    }

    private static async IAsyncEnumerable<string> Words(string text)
    {
        foreach (var word in text.Split(' '))
        {
            await Task.Yield();
            yield return word;
        }
    }
}
