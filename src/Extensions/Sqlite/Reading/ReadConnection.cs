using Runnel.Sqlite.Database;
using Runnel.Sqlite.Tables;

namespace Runnel.Sqlite.Reading;

/// <summary>A connection that reads, with the statements that it needs.</summary>
internal sealed class ReadConnection : IDisposable
{
    private readonly Connection connection;
    private readonly SchemaVersion schema;
    private readonly Statement userVersion;

    public ReadConnection(Connection connection, SchemaVersion schema)
    {
        this.connection = connection;
        this.schema = schema;
        connection.Execute("PRAGMA query_only = 1");
        userVersion = connection.Prepare("PRAGMA user_version");
        schema.VerifyUnchanged(userVersion.Scalar() ?? 0);
        Runs = new RunQueries(connection);
        Lists = new RunLists(connection);
        Log = new LogPages(connection);
        Setup = new SetupQueries(connection);
    }

    public RunQueries Runs { get; }

    public RunLists Lists { get; }

    public LogPages Log { get; }

    public SetupQueries Setup { get; }

    /// <summary>Reads in one snapshot.</summary>
    public T Read<T>(Func<ReadConnection, T> query)
    {
        connection.Begin();
        try
        {
            schema.VerifyUnchanged(userVersion.Scalar() ?? 0);
            return query(this);
        }
        finally
        {
            connection.Rollback();
        }
    }

    public void Dispose() => connection.Dispose();
}
