using Runnel.Scheduling;

namespace Runnel.Leases;

/// <summary>
/// Where a worker executes runs whose executions have died before: one at a time. If the worker dies again it is known which run was
/// the cause, and runs that only were near it are not blamed.
/// </summary>
internal sealed class Quarantine(IScheduler scheduler)
{
    /// <summary>From how many deaths on. The first may have been anybody's, and a second one a deployment's.</summary>
    public const int AfterDeaths = 2;

    private readonly Lock gate = new();
    private readonly Waiters waiters = new(scheduler);
    private int waiting;
    private bool isTaken;

    /// <summary>How many runs wait for the place. They do nothing yet, and keep no other run from being executed.</summary>
    public int Waiting => Volatile.Read(ref waiting);

    /// <summary>Waits for the place; dispose of the result to leave it.</summary>
    /// <exception cref="OperationCanceledException">The wait was given up.</exception>
    public async ValueTask<IDisposable> EnterAsync(CancellationToken cancellationToken)
    {
        while (true)
        {
            Signal left;
            lock (gate)
            {
                if (!isTaken)
                {
                    isTaken = true;
                    return new Place(this);
                }

                left = waiters.Add();
            }

            Interlocked.Increment(ref waiting);
            try
            {
                await left.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
            finally
            {
                Interlocked.Decrement(ref waiting);
            }
        }
    }

    private sealed class Place(Quarantine quarantine) : IDisposable
    {
        public void Dispose()
        {
            lock (quarantine.gate)
            {
                quarantine.isTaken = false;
                quarantine.waiters.WakeAll();
            }
        }
    }
}
