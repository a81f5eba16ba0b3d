using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>Pipes a source, reads it back out of the log, and writes a chunk for each that it reads.</summary>
[Task("reading")]
public sealed partial class Reading(Witnesses witnesses)
{
    public async Task<Report> RunAsync(Assignment assignment, Currents streams, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = witnesses.Of(context);
        var left = new Current("left", assignment, witness, streams.Left);
        var right = new Current("right", assignment with { PauseMilliseconds = 0 }, witness, streams.Right);
        await foreach (var chunk in streams.Left.Pipe(left.ReadAsync(cancellationToken)).WithCancellation(cancellationToken))
        {
            if (chunk.Number != right.Count || chunk.Run != context.RunId || chunk.Attempt != context.Attempt)
            {
                throw new AbortRunException($"Read back {chunk.Run}, attempt {chunk.Attempt}, number {chunk.Number}; written by {context.RunId}, attempt {context.Attempt}, and the next one was {right.Count}.");
            }

            // What comes out of the pipe is in the log.
            witness.Confirmed(left.Key, chunk.Number + 1);
            await right.WriteAsync(cancellationToken);
        }

        var written = new Dictionary<string, int> { [left.Key] = left.Count, [right.Key] = right.Count };
        return new Report(context.Attempt, written, written, Filler.Of(assignment.Number, assignment.OutputLength));
    }
}
