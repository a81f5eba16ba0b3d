namespace Runnel.Testing.Simulation;

/// <summary>Holds any number of waiters back. Each waits for a task of its own: several awaiting one task would leave the thread.</summary>
internal sealed class SimulatedGate
{
    private readonly List<TaskCompletionSource> waiting = [];
    private bool isOpen;

    public int Waiting => waiting.Count;

    public Task PassAsync()
    {
        if (isOpen)
        {
            return Task.CompletedTask;
        }

        var turn = new TaskCompletionSource();
        waiting.Add(turn);
        return turn.Task;
    }

    public void Open()
    {
        isOpen = true;
        foreach (var turn in waiting)
        {
            turn.SetResult();
        }
    }
}
