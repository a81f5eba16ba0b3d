using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>Has three other runs do its portions, at once or one after the other, and waits for them.</summary>
[Task(Id)]
public sealed partial class Gathering(Witnesses witnesses, Portioning.TaskClient client)
{
    public const string Id = "gathering";

    public async Task<Whole> RunAsync(Assignment assignment, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = witnesses.Of(context);
        var portions = Portion.Of(assignment);
        var results = new List<TaskResult<Piece>>();
        if (assignment.IsAtOnce)
        {
            results.AddRange(await Task.WhenAll(portions.Select(portion => client.TriggerAndWaitAsync(portion, portion.ToOptions(), cancellationToken))));
        }
        else
        {
            foreach (var portion in portions)
            {
                results.Add(await client.TriggerAndWaitAsync(portion, portion.ToOptions(), cancellationToken));
            }
        }

        return new Whole(context.Attempt, [.. results.Select(result => result.GetOutputOrThrow())]);
    }
}
