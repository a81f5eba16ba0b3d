namespace Runnel.Benchmarks.Suites.Sqlite.Jobs;

/// <summary>A task that does nothing: what remains is the engine's.</summary>
[Task("no-op")]
internal sealed partial class NoOp
{
    public Task RunAsync(CancellationToken cancellationToken) => Task.CompletedTask;
}
