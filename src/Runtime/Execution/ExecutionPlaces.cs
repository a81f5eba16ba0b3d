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

    /// <summary>Takes all free places for runs that are to begin; whoever goes on meanwhile waits for one.</summary>
    /// <param name="more">How many there are beyond those that are counted.</param>
    /// <returns>How many it took.</returns>
    public int Reserve(int more)
    {
        lock (gate)
        {
            var free = Math.Max(0, count - taken - returning.Count + more);
            taken += free;
            return free;
        }
    }

    /// <summary>Gives back places that no run was found for.</summary>
    public void Release(int unused)
    {
        lock (gate)
        {
            for (; unused > 0; unused--)
            {
                if (!TryHandOver())
                {
                    taken--;
                }
            }
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
            if (TryHandOver())
            {
                return;
            }

            taken--;
        }

        freed();
    }

    private bool TryHandOver()
    {
        if (returning.First is not { } next || taken > count)
        {
            return false;
        }

        returning.RemoveFirst();
        next.Value.Set();
        return true;
    }
}
