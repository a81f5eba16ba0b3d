using System.Data.Common;
using Microsoft.Data.Sqlite;
using Quartz;

namespace Runnel.Benchmarks.Suites.Sqlite.Jobs;

/// <summary>An SQLite file for the jobs of Quartz.NET.</summary>
internal sealed class QuartzFile
{
    private readonly string connectionString;

    private QuartzFile(string connectionString) => this.connectionString = connectionString;

    /// <summary>Creates the database, with a write-ahead log like ours.</summary>
    public static async Task<QuartzFile> CreateAsync(string file)
    {
        var connections = new SqliteConnectionStringBuilder { DataSource = file };
        using var connection = new SqliteConnection(connections.ConnectionString);
        await connection.OpenAsync();
        using var command = connection.CreateCommand();
        command.CommandText = "PRAGMA journal_mode = WAL";
        await command.ExecuteNonQueryAsync();
        return new QuartzFile(connections.ConnectionString);
    }

    /// <summary>Has a scheduler keep its jobs here.</summary>
    public void UseIn(IQuartzBuilder quartz) =>
        quartz.UsePersistentStore(store => store.UseSqlite(NotWaitingForDisk.Instance, connectionString).ProvisionSchema());

    /// <summary>Connections as durable as ours; they would wait for the disk otherwise.</summary>
    private sealed class NotWaitingForDisk : DbProviderFactory
    {
        public static readonly NotWaitingForDisk Instance = new();

        public override DbConnection CreateConnection() => new Connection();

        public override DbCommand CreateCommand() => SqliteFactory.Instance.CreateCommand();

        public override DbParameter CreateParameter() => SqliteFactory.Instance.CreateParameter();

        private sealed class Connection : SqliteConnection
        {
            public override void Open()
            {
                base.Open();
                using var command = CreateCommand();
                command.CommandText = "PRAGMA synchronous = NORMAL";
                command.ExecuteNonQuery();
            }
        }
    }
}
