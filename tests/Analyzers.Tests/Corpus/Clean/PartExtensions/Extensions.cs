using System.Runtime.CompilerServices;
using Runnel;
using Part = Concerts.Notes.TranscribeConcert.StreamPart;

namespace Concerts.Notes;

public sealed record Recording(Uri Audio);

public sealed record Note(int Pitch, TimeSpan At, double Length);

public readonly record struct Bar(int Number, int Beats);

[Streams]
public sealed partial record TranscribeStreams(TaskStream<Note> Notes, TaskStream<Bar> Bars, TaskStream<string> Lyrics);

public interface IEar
{
    IAsyncEnumerable<(Note? Note, Bar? Bar, string? Word)> ListenAsync(Uri audio, CancellationToken cancellationToken);
}

[Task("transcribe-concert")]
public sealed partial class TranscribeConcert(IEar ear)
{
    public async Task RunAsync(Recording recording, TranscribeStreams streams, CancellationToken cancellationToken)
    {
        await foreach (var heard in ear.ListenAsync(recording.Audio, cancellationToken))
        {
            await (heard switch
            {
                ({ } note, _, _) => streams.Notes.WriteAsync(note, cancellationToken),
                (_, { } bar, _) => streams.Bars.WriteAsync(bar, cancellationToken),
                (_, _, { } word) => streams.Lyrics.WriteAsync(word, cancellationToken),
                _ => ValueTask.CompletedTask,
            });
        }
    }
}

public static class PartExtensions
{
    extension(Part part)
    {
        public bool IsRestart => part is Part.StreamEnded { Reason: StreamEndReason.Superseded } or Part.Run { Snapshot.Attempt: > 1, Snapshot.Status: RunStatus.Queued };

        public string Icon => part switch
        {
            Part.Notes { Chunk.Pitch: < 40 } => "low",
            Part.Notes { Chunk.Pitch: >= 40 and < 80 } => "mid",
            Part.Notes => "high",
            Part.Bars { Chunk: { Number: 1 } or { Beats: > 4 } } => "bar!",
            Part.Bars => "bar",
            Part.Lyrics([]) => "",
            Part.Lyrics([var initial, ..]) => char.IsUpper(initial) ? "verse" : "word",
            Part.Run or Part.StreamEnded or Part.Unknown => "state",
            _ => throw new ArgumentOutOfRangeException(nameof(part)),
        };
    }

    /// <summary>All that came since the last restart, each time something comes.</summary>
    public static async IAsyncEnumerable<IReadOnlyList<Part>> Scanned(this IAsyncEnumerable<Part> parts, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        var seen = new List<Part>();
        await foreach (var part in parts.WithCancellation(cancellationToken))
        {
            if (part.IsRestart)
            {
                seen.Clear();
            }

            seen.Add(part);
            yield return [.. seen];
        }
    }

    public static string Describe(this IReadOnlyList<Part> parts) => parts switch
    {
        [] => "silence",
        [Part.Run { Snapshot.Status: RunStatus.Queued or RunStatus.Delayed }] => "soon",
        [.., Part.Run { Snapshot: { Status: RunStatus.Completed } }] => "the end",
        [.., Part.Notes(var last), Part.StreamEnded("notes", StreamEndReason.Failed, { } error)] => $"broke off after {last.Pitch}: {error.Message}",
        [.., Part.Notes(var a), Part.Notes(var b)] when a.Pitch == b.Pitch => "the same again",
        _ => $"{parts.Count(part => part is not Part.Run and not Part.StreamEnded)} heard",
    };

}

public sealed class Conductor(TranscribeConcert.TaskClient concerts)
{
    public async Task<Dictionary<int, int>> PitchesAsync(Recording recording, CancellationToken cancellationToken) => await concerts
        .TriggerAndSubscribeAsync(recording, cancellationToken: cancellationToken)
        .TakeWhile(part => part is not Part.StreamEnded { Key: "notes" })
        .OfType<Part.Notes>()
        .GroupBy(part => part.Chunk.Pitch / 12, part => part.Chunk.Pitch)
        .ToDictionaryAsync(octave => octave.Key, octave => octave.Count(), cancellationToken: cancellationToken);

    public async Task ConductAsync(string runId, TextWriter output, CancellationToken cancellationToken)
    {
        await foreach (var (parts, index) in concerts.SubscribeAsync(runId, cancellationToken: cancellationToken).Scanned(cancellationToken).Select((parts, index) => (parts, index)))
        {
            await output.WriteLineAsync($"{index}: {parts[^1].Icon} {parts.Describe()}");
        }
    }
}
