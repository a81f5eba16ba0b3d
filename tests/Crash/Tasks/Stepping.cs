using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>Does two steps once each, with a delay between them. What a step gives is another each time it is done.</summary>
[Task("stepping")]
public sealed partial class Stepping(Witnesses witnesses)
{
    public const string First = "first";
    public const string Second = "second";

    public async Task<Steps> RunAsync(Assignment assignment, TaskContext context, CancellationToken cancellationToken)
    {
        using var witness = witnesses.Of(context);
        var first = await StepAsync(First);
        await context.DelayAsync(TimeSpan.FromMilliseconds(assignment.Chunks * 5), cancellationToken);
        var second = await StepAsync(Second);

        // So that some die when both steps are done.
        await Task.Delay(assignment.PauseMilliseconds * 10, cancellationToken);
        return new Steps(context.Attempt, first, second);

        async Task<string> StepAsync(string key)
        {
            var value = await context.OnceAsync(
                key,
                async token =>
                {
                    witness.StepBegan(key);
                    await Task.Delay(assignment.PauseMilliseconds, token);
                    return Guid.NewGuid().ToString("N");
                },
                cancellationToken);
            witness.StepKept(key, value);
            return value;
        }
    }
}

/// <summary>What the steps gave.</summary>
public sealed record Steps(int Attempt, string First, string Second);
