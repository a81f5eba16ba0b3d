using Runnel.Sqlite.Database;
using Runnel.Storage;

namespace Runnel.Sqlite.Tables;

/// <summary>The idempotency keys.</summary>
internal sealed class ClaimTable(Connection connection)
{
    private readonly Statement find = connection.Prepare("SELECT fingerprint, expires, run FROM claim WHERE key = ?");
    private readonly Statement put = connection.Prepare("INSERT OR REPLACE INTO claim(key, fingerprint, expires, run) VALUES (?, ?, ?, ?)");

    /// <summary>The claim of a key, and the run that has it.</summary>
    public (IdempotencyClaim Claim, string RunId)? Find(string key)
    {
        find.Bind(1, key);
        using var rows = find.Read();
        return rows.Next() ? (new(key, find.GetString(0), RunRow.Time(find.Get(1))), find.GetString(2)) : null;
    }

    public void Put(IdempotencyClaim claim, string runId) =>
        put.Bind(1, claim.Key).Bind(2, claim.Fingerprint).Bind(3, RunRow.Ticks(claim.ExpiresAt)).Bind(4, runId).Execute();
}
