using Runnel.Scheduling;

namespace Runnel.Execution;

/// <summary>What a worker executes now. An execution that has handed on its run may still be disposing of its services when the next one begins here.</summary>
internal sealed class Executions(IScheduler scheduler)
{
    private readonly Lock gate = new();
    private readonly Waiters emptied = new(scheduler);

    // Not a concurrent dictionary: the order in which it is gone through must not depend on the process.
    private readonly Dictionary<(string RunId, int Attempt), RunExecution> all = [];
    private readonly Dictionary<string, List<RunExecution>> byRun = new(StringComparer.Ordinal);

    public int Count
    {
        get
        {
            lock (gate)
            {
                return all.Count;
            }
        }
    }

    /// <summary>Those that execute now.</summary>
    public IReadOnlyList<RunExecution> All
    {
        get
        {
            lock (gate)
            {
                return [.. all.Values];
            }
        }
    }

    /// <summary>Those of one run: one, or two where the run has been handed on and has come back.</summary>
    public IReadOnlyList<RunExecution> Of(string runId)
    {
        lock (gate)
        {
            return byRun.TryGetValue(runId, out var executions) ? [.. executions] : [];
        }
    }

    public bool Contains(string runId, int attempt)
    {
        lock (gate)
        {
            return all.ContainsKey((runId, attempt));
        }
    }

    public void Add(RunExecution execution)
    {
        lock (gate)
        {
            all[execution.Key] = execution;
            if (!byRun.TryGetValue(execution.Key.RunId, out var executions))
            {
                byRun[execution.Key.RunId] = executions = new(capacity: 1);
            }

            executions.Add(execution);
        }
    }

    public void Remove(RunExecution execution)
    {
        lock (gate)
        {
            all.Remove(execution.Key);
            if (byRun.TryGetValue(execution.Key.RunId, out var executions) && executions.Remove(execution) && executions.Count == 0)
            {
                byRun.Remove(execution.Key.RunId);
            }

            if (all.Count == 0)
            {
                emptied.WakeAll();
            }
        }
    }

    /// <summary>Waits until nothing executes.</summary>
    public async ValueTask WhenEmptyAsync()
    {
        while (true)
        {
            Signal signal;
            lock (gate)
            {
                if (all.Count == 0)
                {
                    return;
                }

                signal = emptied.Add();
            }

            await signal.WaitAsync(CancellationToken.None).ConfigureAwait(false);
        }
    }
}
