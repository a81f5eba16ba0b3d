using Runnel.Scheduling;

namespace Runnel.Execution;

/// <summary>
/// How many runs a worker executes at once. A run that waits leaves its place to others, so that those it waits for find one; when it goes on,
/// it comes before runs that are to begin.
/// </summary>
internal sealed class ExecutionPlaces(int count, IScheduler scheduler, Action freed)
{
    private readonly Lock gate = new();
    private readonly LinkedList<Signal> returning = new();
    private int taken;

    /// <summary>How many runs may begin.</summary>
    public int Free
    {
        get
        {
            lock (gate)
            {
                return count - taken - returning.Count;
            }
        }
    }

    /// <summary>Takes a place for a run that begins.</summary>
    public void Take()
    {
        lock (gate)
        {
            taken++;
        }
    }

    /// <summary>Takes a place for a run that goes on, when there is one.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async ValueTask ReturnAsync(CancellationToken cancellationToken)
    {
        LinkedListNode<Signal> node;
        lock (gate)
        {
            if (taken < count)
            {
                taken++;
                return;
            }

            node = returning.AddLast(new Signal(scheduler));
        }

        try
        {
            await node.Value.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException)
        {
            lock (gate)
            {
                if (node.List is null)
                {
                    // The place was handed over meanwhile.
                    Leave();
                }
                else
                {
                    returning.Remove(node);
                }
            }

            throw;
        }
    }

    /// <summary>Leaves a place; whoever wants to go on is given it.</summary>
    public void Leave()
    {
        lock (gate)
        {
            if (returning.First is { } next && taken <= count)
            {
                returning.RemoveFirst();
                next.Value.Set();
                return;
            }

            taken--;
        }

        freed();
    }
}
