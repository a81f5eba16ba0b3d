namespace Runnel.Scheduling;

/// <summary>
/// Code that waits for a condition which its owner guards with a lock: add a signal under the lock, wait outside it, look again.
/// </summary>
internal sealed class Waiters(IScheduler scheduler)
{
    private List<Signal>? signals;

    /// <summary>Adds a waiter; call under the owner's lock.</summary>
    public Signal Add()
    {
        var signal = new Signal(scheduler);
        (signals ??= []).Add(signal);
        return signal;
    }

    /// <summary>Wakes everybody who waits now; call under the owner's lock.</summary>
    public void WakeAll()
    {
        if (signals is null)
        {
            return;
        }

        foreach (var signal in signals)
        {
            signal.Set();
        }

        signals.Clear();
    }
}
