using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>Has a batch of other runs do its portions, and waits for all.</summary>
[Task("batching")]
public sealed partial class Batching(Witnesses witnesses, Portioning.TaskClient client)
{
    public async Task<Whole> RunAsync(Assignment assignment, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = witnesses.Of(context);
        var results = await client.BatchTriggerAndWaitAsync(Portion.Of(assignment).Select(portion => portion.ToItem()), cancellationToken);
        return new Whole(context.Attempt, [.. results.Select(result => result.GetOutputOrThrow())]);
    }
}
