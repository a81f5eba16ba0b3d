using Runnel;

namespace Platform.Jobs;

public enum Severity { Info, Warning, Error }

public sealed record Step(string Name, int Number, int Of);

public sealed record Entry(Severity Severity, string Text);

/// <summary>What all jobs of the platform stream, so that one page shows them all.</summary>
[Streams]
public sealed partial record JobStreams(TaskStream<Step> Steps, TaskStream<Entry> Log)
{
    public ValueTask InfoAsync(string text, CancellationToken cancellationToken = default) => Log.WriteAsync(new Entry(Severity.Info, text), cancellationToken);

    public ValueTask WarnAsync(string text, CancellationToken cancellationToken = default) => Log.WriteAsync(new Entry(Severity.Warning, text), cancellationToken);

    /// <summary>Does the steps in turn, and tells of each.</summary>
    public async Task RunAsync(IReadOnlyList<(string Name, Func<CancellationToken, Task> Work)> steps, CancellationToken cancellationToken)
    {
        for (var i = 0; i < steps.Count; i++)
        {
            await Steps.WriteAsync(new Step(steps[i].Name, i + 1, steps.Count), cancellationToken);
            await steps[i].Work(cancellationToken);
        }
    }
}
