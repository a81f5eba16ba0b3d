using Runnel;
using Part = Ops.Tail.Collect.StreamPart;

namespace Ops.Tail;

public sealed record Source(string Unit);

public sealed record LogLine(DateTimeOffset At, string Level, string Message);

[Streams]
public sealed partial record CollectStreams(TaskStream<LogLine> Lines);

public interface IJournal
{
    // Without an end: a journal goes on.
    IAsyncEnumerable<LogLine> FollowAsync(string unit, CancellationToken cancellationToken);
}

[Task("collect", MaxDurationSeconds = 3600)]
public sealed partial class Collect(IJournal journal)
{
    public async Task<long> RunAsync(Source source, CollectStreams streams, CancellationToken cancellationToken)
    {
        long lines = 0;
        await foreach (var line in journal.FollowAsync(source.Unit, cancellationToken))
        {
            await streams.Lines.WriteAsync(line, cancellationToken);
            lines++;
            if (line is { Level: "notice", Message: "Stopped." })
            {
                break;
            }
        }

        return lines;
    }
}

/// <summary>Prints the lines of a run, and goes on where it was left the last time.</summary>
public sealed class Tail(Collect.TaskClient collect, TextWriter output, string stateFolder)
{
    public async Task FollowAsync(string runId, CancellationToken cancellationToken)
    {
        var state = Path.Combine(stateFolder, runId + ".cursor");
        var options = File.Exists(state)
            ? new SubscribeOptions { After = RunCursor.Parse(await File.ReadAllTextAsync(state, cancellationToken)), LatestAttemptOnly = true }
            : new SubscribeOptions { LatestAttemptOnly = true };

        var cursor = options.After;
        try
        {
            await foreach (var part in collect.SubscribeAsync(runId, options, cancellationToken))
            {
                Print(part);
                cursor = part.Cursor;
            }
        }
        finally
        {
            if (cursor is { } seen)
            {
                await File.WriteAllTextAsync(state, seen.ToString(), CancellationToken.None);
            }
        }
    }

    private void Print(Part part)
    {
        var text = part switch
        {
            Part.Lines({ Level: "error" or "critical" } line) => $"{line.At:T} !! {line.Message}",
            Part.Lines(var line) => $"{line.At:T}    {line.Message}",
            Part.StreamEnded({ }, StreamEndReason.Failed or StreamEndReason.Interrupted, var error) => $"-- broke off: {error?.Message}",
            Part.Run({ Status: var status, FinishedAt: { } end }) => $"-- {status} at {end:T}",
            _ => null,
        };
        if (text is not null)
        {
            output.WriteLine(text);
        }
    }
}
