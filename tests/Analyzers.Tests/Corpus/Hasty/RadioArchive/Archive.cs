using Microsoft.Extensions.Logging;
using Runnel;
using Part = Hasty.Radio.DigitizeTape.StreamPart;

namespace Hasty.Radio;

public sealed record Tape(string Shelf, TimeSpan Length);

public sealed record Segment(TimeSpan From, string Text);

[Streams]
public sealed partial record TapeStreams(TaskStream<Segment> Segments, TaskStream<byte[]> Samples, TaskStream<double> Level);

public interface ITapeDeck
{
    IAsyncEnumerable<byte[]> PlayAsync(Tape tape, CancellationToken cancellationToken);

    Task<Segment?> ListenAsync(byte[] samples, CancellationToken cancellationToken);
}

[Task("digitize-tape")]
public sealed partial class DigitizeTape(ITapeDeck deck)
{
    public async Task<int> RunAsync(Tape tape, TapeStreams streams, CancellationToken cancellationToken)
    {
        var segments = 0;
        using var meter = new Timer(async _ => await streams.Level.WriteAsync(Random.Shared.NextDouble()), null, 0, 100); // review: a tick that is under way when the task returns writes to a stream that has ended, in an async void; use DisposeAsync
        await foreach (var samples in streams.Samples.Pipe(deck.PlayAsync(tape, cancellationToken)))
        {
            if (await deck.ListenAsync(samples, cancellationToken) is { } segment)
            {
                segments++;
                ThreadPool.QueueUserWorkItem(async _ => await streams.Segments.WriteAsync(segment, cancellationToken)); // review: nobody waits; the last segments may be lost
            }
        }

        return segments;
    }
}

[Task("catalogue-tape")]
public sealed partial class CatalogueTape(ILogger<CatalogueTape> logger)
{
    public string Run(Tape tape, TapeStreams streams) // review: the streams are not used: subscribers wait for what never comes
    {
        logger.LogInformation("{Shelf}", tape.Shelf);
        return $"{tape.Shelf}-{tape.Length.TotalSeconds:0}";
    }
}

public sealed class Archive(DigitizeTape.TaskClient tapes, CatalogueTape.TaskClient catalogue)
{
    public async Task<List<Segment>> TranscriptAsync(Tape tape)
    {
        var transcript = new List<Segment>();
        await foreach (var part in tapes.TriggerAndSubscribeAsync(tape))
        {
            Action? apply = part switch
            {
                Part.Segments(var segment) => () => transcript.Add(segment),
                Part.StreamEnded { Key: "segment", Reason: StreamEndReason.Superseded } => transcript.Clear, // review: the key is "segments"
                Part.Samples or Part.Level => null,
                _ => null,
            };
            apply?.Invoke();
        }

        return transcript;
    }

    public async Task<string?> NumberAsync(Tape tape) => (await catalogue.TriggerAndWaitAsync(tape)).Output; // review: null where the run failed, which says nothing of why

    public async Task<bool> RedoAsync(string runId)
    {
        var (isThere, redone) = (await tapes.GetAsync(runId) is not null, await tapes.ReplayAsync(runId));
        if (redone.WaitAsync() is { IsCompleted: false } waiting)
        {
            waiting.GetAwaiter().GetResult(); // review: blocks, in an async method
        }

        return isThere;
    }
}
