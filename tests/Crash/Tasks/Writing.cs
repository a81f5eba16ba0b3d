using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>Writes to both streams in turn, flushes, and counts in its metadata.</summary>
[Task("writing")]
public sealed partial class Writing(Witnesses witnesses)
{
    public async Task<Report> RunAsync(Assignment assignment, Currents streams, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = witnesses.Of(context);
        var left = new Current("left", assignment, witness, streams.Left);
        var right = new Current("right", assignment, witness, streams.Right);
        while (left.Count < assignment.Chunks)
        {
            await left.WriteAsync(cancellationToken);
            await right.WriteAsync(cancellationToken);
            if (left.Count % 10 == 0)
            {
                context.Metadata.Set("written", left.Count);
            }
        }

        context.Metadata.Set("written", left.Count);
        var written = new Dictionary<string, int> { [left.Key] = left.Count, [right.Key] = right.Count };
        return new Report(context.Attempt, written, written, Filler.Of(assignment.Number, assignment.OutputLength));
    }
}
