using System.Globalization;

namespace Runnel.Tests.Simulation;

/// <summary>
/// A task that does something else with every seed: writes, pipes, flushes, fails, heeds its cancellation late or not at all.
/// Chunks say which attempt wrote them and the how-manieth of their stream they are.
/// </summary>
internal sealed class RandomTask(SimulatedThread thread)
{
    private readonly Random random = thread.Random;

    /// <summary>What attempts that returned had written, by run, attempt and stream.</summary>
    public Dictionary<(string RunId, int Attempt), (int Texts, int Numbers)> Returned { get; } = [];

    public async Task<Reply> RunAsync(Question question, TestStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        var (texts, numbers) = (0, 0);
        var (piped, ends) = random.Next(3) == 0 ? Pipe() : default;
        for (var left = random.Next(15); left > 0; left--)
        {
            switch (random.Next(8))
            {
                case 0 or 1 when piped is null:
                    await streams.Text.WriteAsync(Text(texts++), cancellationToken);
                    break;
                case 2 or 3:
                    await streams.Numbers.WriteAsync((context.Attempt * 1000) + numbers++, cancellationToken);
                    break;
                case 4:
                    await streams.Numbers.FlushAsync(cancellationToken);
                    break;
                case 5:
                    context.Metadata.Set("left", left);
                    break;
                case 6:
                    await thread.DelayAsync(TimeSpan.FromMilliseconds(random.Next(500)), cancellationToken);
                    break;
                case 7 when random.Next(4) == 0:
                    throw random.Next(4) == 0 ? new AbortRunException("abort") : new InvalidOperationException("again");
            }

            await thread.PausesAsync(3);
            if (random.Next(3) == 0)
            {
                cancellationToken.ThrowIfCancellationRequested();
            }
        }

        if (piped is not null && ends && random.Next(2) == 0)
        {
            Assert.Equal(Enumerable.Range(0, texts).Select(Text), await piped.ReadAllAsync(cancellationToken));
        }

        Returned[(context.RunId, context.Attempt)] = (texts, numbers);
        return new Reply(context.Attempt.ToString(CultureInfo.InvariantCulture));

        string Text(int number) => $"{context.Attempt}.{number} {new string('x', number * 37 % 400)}";

        // A source that ends, one that breaks, one that does not end.
        (PipedStream<string> Piped, bool Ends) Pipe()
        {
            texts = random.Next(20);
            string[] chunks = [.. Enumerable.Range(0, texts).Select(Text)];
            return random.Next(6) switch
            {
                0 => (streams.Text.Pipe(thread.Throws(new IOException("the source broke"), chunks)), false),
                1 => (streams.Text.Pipe(thread.NeverEnds(chunks)), false),
                _ => (streams.Text.Pipe(thread.Of(chunks)), true),
            };
        }
    }
}
