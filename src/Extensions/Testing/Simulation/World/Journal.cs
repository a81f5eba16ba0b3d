namespace Runnel.Testing.Simulation;

/// <summary>What tasks know to have happened, noted where no store can lose it.</summary>
internal sealed class Journal(SimulatedThread thread, Func<string, SimulatedRun?> find)
{
    private readonly Dictionary<(string RunId, int Attempt), SimulatedProcess> begun = [];
    private readonly List<(string RunId, string Key, int Value)> kept = [];
    private readonly List<(string RunId, int Attempt, SimulatedProcess Process, CancellationToken Token)> executing = [];

    /// <summary>A task's code begins. What an earlier attempt still does in a process that lives, it was told to stop.</summary>
    public void Began(string runId, int attempt, SimulatedProcess process, CancellationToken token)
    {
        thread.Check(begun.TryAdd((runId, attempt), process), $"Run '{runId}': attempt {attempt} began twice.");
        foreach (var other in executing.Where(other => other.RunId == runId && !other.Process.IsDead))
        {
            thread.Check(other.Token.IsCancellationRequested, $"Run '{runId}': attempt {attempt} begins while attempt {other.Attempt} goes on and was told nothing.");
        }

        executing.Add((runId, attempt, process, token));
    }

    /// <summary>The steps' results that tasks were given.</summary>
    public IReadOnlyList<(string RunId, string Key, int Value)> KeptSteps => kept;

    /// <summary>A task was given the result of a step.</summary>
    public void Kept(string runId, string key, int value) => kept.Add((runId, key, value));

    /// <summary>A task's code has ended, however.</summary>
    public void Ended(string runId, int attempt) => executing.RemoveAll(execution => execution.RunId == runId && execution.Attempt == attempt);

    /// <summary>The process that began an execution, if one did.</summary>
    public SimulatedProcess? ProcessOf(string runId, int attempt) => begun.GetValueOrDefault((runId, attempt));

    /// <summary>A task was told that so many chunks are durable.</summary>
    public void Flushed(string runId, int attempt, string stream, int count) => thread.Check(
        find(runId)!.Chunks(attempt, stream).Count() >= count, $"Run '{runId}': chunks of '{stream}' were said to be durable and are not in the log.");
}
