using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>Throws as often as it was told to, between chunks, and counts that in its metadata.</summary>
[Task("failing", MaxAttempts = MaxAttempts, RetryMinDelaySeconds = 0.05, RetryMaxDelaySeconds = 0.5)]
public sealed partial class Failing(Witnesses witnesses)
{
    public const int MaxAttempts = 3;
    public const string Failures = "failures";

    public async Task<Report> RunAsync(Assignment assignment, Currents streams, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = witnesses.Of(context);
        var left = new Current("left", assignment, witness, streams.Left);
        while (left.Count < assignment.Chunks / 2)
        {
            await left.WriteAsync(cancellationToken);
        }

        if ((context.Metadata[Failures]?.GetValue<double>() ?? 0) < assignment.Failures)
        {
            context.Metadata.Increment(Failures);
            throw new PlannedFailureException();
        }

        while (left.Count < assignment.Chunks)
        {
            await left.WriteAsync(cancellationToken);
        }

        var written = new Dictionary<string, int> { [left.Key] = left.Count };
        return new Report(context.Attempt, written, written, Filler.Of(assignment.Number, assignment.OutputLength));
    }
}

/// <summary>A failure that was asked for.</summary>
public sealed class PlannedFailureException() : Exception("As planned.");
