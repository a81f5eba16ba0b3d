using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>Pipes three sources, waits for one of them, and leaves the others to be drained.</summary>
[Task("piping")]
public sealed partial class Piping(Witnesses witnesses)
{
    public async Task<Report> RunAsync(Assignment assignment, Currents streams, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = witnesses.Of(context);
        var awaited = assignment with { Chunks = Math.Max(1, assignment.Chunks / 4) };
        var left = new Current("left", awaited, witness, streams.Left);
        var right = new Current("right", assignment, witness, streams.Right);
        var extra = new Current("extra", assignment, witness, streams.Left);
        _ = streams.Right.Pipe(right.ReadAsync(cancellationToken));
        _ = context.Metadata.Stream("extra", extra.ReadAsync(cancellationToken));
        await streams.Left.Pipe(left.ReadAsync(cancellationToken)).Completion;
        witness.Confirmed(left.Key, left.Count);
        return new Report(
            context.Attempt,
            new Dictionary<string, int> { [left.Key] = left.Count, [right.Key] = right.Count, [extra.Key] = extra.Count },
            new Dictionary<string, int> { [left.Key] = awaited.Chunks, [right.Key] = assignment.Chunks, [extra.Key] = assignment.Chunks },
            Filler.Of(assignment.Number, assignment.OutputLength));
    }
}
