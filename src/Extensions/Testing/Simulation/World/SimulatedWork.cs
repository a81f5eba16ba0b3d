using System.Globalization;

namespace Runnel.Testing.Simulation;

/// <summary>What a simulated run is to do.</summary>
/// <param name="Number">Which trigger it came from.</param>
/// <param name="IsPoison">Whether it kills its process whenever it is executed.</param>
internal sealed record Work(int Number, bool IsPoison);

/// <summary>What a simulated run returns: who it was, and how much it had written by then.</summary>
internal sealed record Written(int Attempt, int Texts, int Numbers, bool IsTextPiped, int? Left);

[Streams]
internal sealed partial record WorkStreams(TaskStream<string> Text, TaskStream<int> Numbers);

/// <summary>
/// A task that does something else with every execution: writes, pipes, flushes, fails, heeds its cancellation late or not at all.
/// Chunks say which attempt wrote them and the how-manieth of their stream they are.
/// </summary>
[Task("work", MaxAttempts = MaxAttempts)]
internal sealed partial class SimulatedWork(SimulatedThread thread, SimulatedProcess process, Journal journal)
{
    public const int MaxAttempts = 3;

    private readonly Random random = thread.Random;

    public static string Text(int attempt, int number) =>
        string.Create(CultureInfo.InvariantCulture, $"{attempt}.{number} {new string('x', number * 37 % 400)}");

    public static int Number(int attempt, int number) => (attempt * 1000) + number;

    public async Task<Written> RunAsync(Work work, WorkStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        journal.Began(context.RunId, context.Attempt, process, cancellationToken);
        try
        {
            return await WriteAsync(work, streams, context, cancellationToken);
        }
        finally
        {
            journal.Ended(context.RunId, context.Attempt);
        }
    }

    private async Task<Written> WriteAsync(Work work, WorkStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        int? lastLeft = null;
        var (texts, numbers) = (0, 0);
        var (piped, ends) = random.Next(3) == 0 ? Pipe() : default;
        for (var left = random.Next(12); left > 0; left--)
        {
            switch (random.Next(8))
            {
                case 0 or 1 when piped is null:
                    await streams.Text.WriteAsync(Text(context.Attempt, texts++), cancellationToken);
                    break;
                case 2 or 3:
                    await streams.Numbers.WriteAsync(Number(context.Attempt, numbers++), cancellationToken);
                    break;
                case 4:
                    await streams.Numbers.FlushAsync(cancellationToken);
                    journal.Flushed(context.RunId, context.Attempt, "numbers", numbers);
                    break;
                case 5:
                    context.Metadata.Set("left", left);
                    lastLeft = left;
                    break;
                case 6:
                    await thread.DelayAsync(TimeSpan.FromMilliseconds(random.Next(3000)), cancellationToken);
                    break;
                case 7 when random.Next(12) == 0:
                    // Does not heed its cancellation.
                    await thread.DelayAsync(TimeSpan.FromMilliseconds(random.Next(30000)), CancellationToken.None);
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

        if (work.IsPoison)
        {
            process.Die();
        }

        if (piped is not null && ends && random.Next(2) == 0)
        {
            await ReadBackAsync(piped, context.Attempt, texts, cancellationToken);
        }

        return new Written(context.Attempt, texts, numbers, piped is not null, lastLeft);

        // A source that ends, one that breaks, one that does not end.
        (PipedStream<string> Piped, bool Ends) Pipe()
        {
            texts = random.Next(20);
            string[] chunks = [.. Enumerable.Range(0, texts).Select(number => Text(context.Attempt, number))];
            return random.Next(6) switch
            {
                0 => (streams.Text.Pipe(thread.Throws(new IOException("the source broke"), chunks)), false),
                1 => (streams.Text.Pipe(thread.NeverEnds(chunks)), false),
                _ => (streams.Text.Pipe(thread.Of(chunks)), true),
            };
        }
    }

    // A task's own reader sees what was piped, from the beginning.
    private async Task ReadBackAsync(PipedStream<string> piped, int attempt, int texts, CancellationToken cancellationToken)
    {
        var number = 0;
        await foreach (var chunk in piped.WithCancellation(cancellationToken))
        {
            thread.Check(chunk == Text(attempt, number++), "A task's own reader saw another chunk than was piped.");
        }

        thread.Check(number == texts, "A task's own reader did not see all that was piped.");
    }
}
