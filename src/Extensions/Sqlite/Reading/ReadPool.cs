using System.Collections.Concurrent;
using Runnel.Sqlite.Database;

namespace Runnel.Sqlite.Reading;

/// <summary>Connections for reading, each used by one thread at a time. Reads run on the thread that calls, beside the writer and never behind it.</summary>
internal sealed class ReadPool(DatabaseFile file) : IDisposable
{
    private const int MostKept = 16;

    private readonly ConcurrentBag<ReadConnection> idle = [];
    private volatile bool isClosed;

    /// <summary>Reads in one snapshot.</summary>
    /// <exception cref="SqliteStoreException">The file cannot be read.</exception>
    /// <exception cref="ObjectDisposedException">The store was disposed of.</exception>
    public T Read<T>(Func<ReadConnection, T> query)
    {
        var wait = new BusyWait(file.BusyTimeout);
        while (true)
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(SqliteRunStore));
            try
            {
                return ReadOnce(query);
            }
            catch (SqliteStoreException exception) when (exception.IsBusy && wait.TryAgain())
            {
                // A reader is in the way of nobody but a store that recovers the WAL of a process that died, or that closes the file.
            }
        }
    }

    public void Dispose()
    {
        isClosed = true;
        while (idle.TryTake(out var connection))
        {
            connection.Dispose();
        }
    }

    private T ReadOnce<T>(Func<ReadConnection, T> query)
    {
        var connection = idle.TryTake(out var pooled) ? pooled : Open();
        var isSound = false;
        try
        {
            var result = connection.Read(query);
            isSound = true;
            return result;
        }
        finally
        {
            if (isSound && !isClosed && idle.Count < MostKept)
            {
                idle.Add(connection);
            }
            else
            {
                connection.Dispose();
            }
        }
    }

    private ReadConnection Open()
    {
        var connection = file.Connect();
        try
        {
            return new ReadConnection(connection, file.Version);
        }
        catch
        {
            connection.Dispose();
            throw;
        }
    }
}
