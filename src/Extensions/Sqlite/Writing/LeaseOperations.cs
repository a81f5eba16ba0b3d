using Runnel.Storage;

namespace Runnel.Sqlite.Writing;

/// <summary>Registers a worker.</summary>
internal sealed class RegisterWorker(string worker, TimeSpan duration) : WriteOperation<bool>
{
    protected override bool Write(WriteSession session)
    {
        session.Workers.Register(worker, duration);
        return true;
    }
}

/// <summary>Renews a worker's lease.</summary>
internal sealed class RenewLease(string worker) : WriteOperation<bool>
{
    protected override bool Write(WriteSession session) => session.Workers.Renew(worker);
}

/// <summary>Declares a worker dead.</summary>
internal sealed class DeclareDead(WorkerLease lease) : WriteOperation<bool>
{
    protected override bool Write(WriteSession session) => session.Workers.DeclareDead(lease);
}

/// <summary>Forgets a worker that owns nothing.</summary>
internal sealed class ReleaseWorker(string worker) : WriteOperation<bool>
{
    protected override bool Write(WriteSession session)
    {
        if (!session.Runs.OwnsAny(worker))
        {
            session.Workers.Delete(worker);
        }

        return true;
    }
}
