using Runnel.Log;

namespace Runnel.Leases;

/// <summary>The heartbeat of production. It blocks its thread on what the store answers, and needs no other thread for it.</summary>
internal sealed class HeartbeatThread(RunLog log, Lease lease, LeaseWatch watch) : Heartbeat(log, lease, watch)
{
    private readonly ManualResetEventSlim stopped = new();

    public override void Start() => new Thread(Run) { IsBackground = true, Name = "Runnel heartbeat" }.Start();

    public override void Stop() => stopped.Set();

    private void Run()
    {
        while (!stopped.Wait(Interval))
        {
            try
            {
                Renew();
                Look();
            }
            catch (Exception)
            {
                Lease.NoteTrouble();

                // The store does not answer; the lease runs out by itself, and whoever needs the store says so.
            }

            Beaten?.Invoke();
        }
    }

    private void Renew()
    {
        if (Lease.Begin() is { } renewal)
        {
            _ = IsAnswered(renewal.Answer);
            Lease.End(renewal);
        }
    }

    private void Look()
    {
        var leases = Log.Store.ListLeasesAsync(CancellationToken.None).AsTask();
        if (IsAnswered(leases))
        {
            Look(leases.GetAwaiter().GetResult());
        }
        else
        {
            Lease.NoteTrouble();
        }
    }

    // Waits on the handle: what the answer says, or throws, is for others to judge.
    private bool IsAnswered(Task answer) => ((IAsyncResult)answer).AsyncWaitHandle.WaitOne(Patience);
}
