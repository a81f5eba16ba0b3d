using Runnel.Sqlite.Database;
using Runnel.Storage;

namespace Runnel.Sqlite.Tables;

/// <summary>The leases of workers, for writing.</summary>
internal sealed class WorkerTable(Connection connection)
{
    private readonly Statement insert = connection.Prepare("INSERT INTO worker(name, duration, renewals, dead) VALUES (?, ?, 0, 0) ON CONFLICT DO NOTHING");
    private readonly Statement renew = connection.Prepare("UPDATE worker SET renewals = renewals + 1 WHERE name = ? AND dead = 0");
    private readonly Statement isAlive = connection.Prepare("SELECT 1 FROM worker WHERE name = ? AND dead = 0");
    private readonly Statement kill = connection.Prepare("UPDATE worker SET dead = 1 WHERE name = ? AND dead = 0 AND renewals = ?");
    private readonly Statement delete = connection.Prepare("DELETE FROM worker WHERE name = ?");

    public void Register(string worker, TimeSpan duration) => insert.Bind(1, worker).Bind(2, duration.Ticks).Execute();

    public bool Renew(string worker)
    {
        renew.Bind(1, worker).Execute();
        return connection.Changes() == 1;
    }

    public bool IsAlive(string worker) => isAlive.Bind(1, worker).Scalar() is not null;

    public bool DeclareDead(WorkerLease seen)
    {
        kill.Bind(1, seen.Worker).Bind(2, seen.Renewals).Execute();
        return !IsAlive(seen.Worker);
    }

    public void Delete(string worker) => delete.Bind(1, worker).Execute();
}
