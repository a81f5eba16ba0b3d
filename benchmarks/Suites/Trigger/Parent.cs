using Runnel.Benchmarks.Suites.Sqlite.Jobs;

namespace Runnel.Benchmarks.Suites.Trigger;

/// <summary>A task that calls the task that does nothing, as the script of its host says.</summary>
[Task("parent")]
internal sealed partial class Parent(Script script, NoOp.TaskClient child)
{
    public Task RunAsync(CancellationToken cancellationToken) => script.Calls(child, cancellationToken);
}

/// <summary>What the parents of a host do.</summary>
internal sealed record Script(Func<NoOp.TaskClient, CancellationToken, Task> Calls);
