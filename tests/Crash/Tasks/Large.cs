using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>Writes few large chunks and returns a large output.</summary>
[Task("large")]
public sealed partial class Large(Witnesses witnesses)
{
    public async Task<Report> RunAsync(Assignment assignment, Currents streams, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = witnesses.Of(context);
        var left = new Current("left", assignment, witness, streams.Left);
        while (left.Count < assignment.Chunks)
        {
            await left.WriteAsync(cancellationToken);
        }

        var written = new Dictionary<string, int> { [left.Key] = left.Count };
        return new Report(context.Attempt, written, written, Filler.Of(assignment.Number, assignment.OutputLength));
    }
}
