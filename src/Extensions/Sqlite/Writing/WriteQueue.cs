namespace Runnel.Sqlite.Writing;

/// <summary>What waits for the writer thread.</summary>
internal sealed class WriteQueue
{
    private const int MostOperations = 1024;
    private const int MostBytes = 4 * 1024 * 1024;

    // A caller that has just been answered often comes again at once; a wait this short spares it the waking of a thread.
    private const int Spins = 30;

    private readonly object gate = new();
    private readonly Queue<WriteOperation> operations = new();
    private volatile int count;
    private bool isWaiting;
    private bool isWoken;
    private bool isClosed;

    public bool IsEmpty => count == 0;

    /// <exception cref="ObjectDisposedException">The store was disposed of.</exception>
    public void Add(WriteOperation operation)
    {
        lock (gate)
        {
            ObjectDisposedException.ThrowIf(isClosed, typeof(SqliteRunStore));
            operations.Enqueue(operation);
            count++;
            Pulse();
        }
    }

    /// <summary>Has the writer look after other things.</summary>
    public void Wake()
    {
        lock (gate)
        {
            isWoken = true;
            Pulse();
        }
    }

    /// <summary>Takes nothing more; what was added is still written.</summary>
    public void Close()
    {
        lock (gate)
        {
            isClosed = true;
            Pulse();
        }
    }

    /// <summary>Waits for operations and takes all of them, or as many as one transaction may hold.</summary>
    /// <param name="batch">Filled.</param>
    /// <param name="timeout">After which to return without any.</param>
    /// <returns>Whether there can be more: <see langword="false"/> when the queue is closed and empty.</returns>
    public bool Take(List<WriteOperation> batch, TimeSpan timeout)
    {
        var spin = 0;
        while (count == 0 && spin++ < Spins && timeout != TimeSpan.Zero)
        {
            Thread.SpinWait(20);
        }

        lock (gate)
        {
            if (operations.Count == 0 && !isClosed && !isWoken && timeout != TimeSpan.Zero)
            {
                isWaiting = true;
                Monitor.Wait(gate, timeout);
                isWaiting = false;
            }

            isWoken = false;
            var bytes = 0;
            while (batch.Count < MostOperations && bytes < MostBytes && operations.TryDequeue(out var operation))
            {
                count--;
                bytes += operation.Bytes;
                batch.Add(operation);
            }

            return batch.Count > 0 || !isClosed;
        }
    }

    private void Pulse()
    {
        if (isWaiting)
        {
            Monitor.Pulse(gate);
        }
    }
}
