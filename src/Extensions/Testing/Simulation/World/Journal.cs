namespace Runnel.Testing.Simulation;

/// <summary>What tasks know to have happened, noted where no store can lose it.</summary>
internal sealed class Journal(SimulatedThread thread, Func<string, SimulatedRun?> find)
{
    private readonly Dictionary<(string RunId, int Attempt), SimulatedProcess> begun = [];
    private readonly Dictionary<(string RunId, int Attempt, string Stream), int> flushed = [];

    /// <summary>How many chunks of which stream were said to be durable.</summary>
    public IReadOnlyDictionary<(string RunId, int Attempt, string Stream), int> AllFlushed => flushed;

    public void Began(string runId, int attempt, SimulatedProcess process) =>
        thread.Check(begun.TryAdd((runId, attempt), process), $"Run '{runId}': attempt {attempt} began twice.");

    /// <summary>The process that began an execution, if one did.</summary>
    public SimulatedProcess? ProcessOf(string runId, int attempt) => begun.GetValueOrDefault((runId, attempt));

    public void Flushed(string runId, int attempt, string stream, int count)
    {
        flushed[(runId, attempt, stream)] = count;
        thread.Check(
            find(runId)!.Chunks(attempt, stream).Count() >= count, $"Run '{runId}': chunks of '{stream}' were said to be durable and are not in the log.");
    }
}
