using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Runnel.Diagnostics;
using Runnel.Sqlite.Database;
using Runnel.Sqlite.Reading;
using Runnel.Sqlite.Upkeep;
using Runnel.Sqlite.Watching;
using Runnel.Sqlite.Writing;
using Runnel.Storage;

namespace Runnel.Sqlite;

/// <summary>
/// Runs in an SQLite file. Several stores, in one process or in several on one machine, may have the same file open. What a call has answered for outlives
/// what <see cref="SqliteRunStoreOptions.Durability"/> says. Dispose of it to have the file closed cleanly; nothing is lost without.
/// </summary>
public sealed class SqliteRunStore : IRunStore, IAsyncDisposable, IDisposable
{
    private readonly Lock watching = new();
    private readonly TimeProvider time;
    private readonly ReadPool readers;
    private readonly WriteQueue queue = new();
    private readonly Observers observers;
    private readonly ForeignCommits foreign;
    private readonly Checkpoints checkpoints;
    private readonly Retention retention;
    private readonly WriterThread writer;

    /// <summary>Opens the file; makes it where there is none, and brings an older one to this version's schema.</summary>
    /// <param name="options">The file and how runs are kept in it.</param>
    /// <param name="time">The clock. Default the system's.</param>
    /// <param name="loggers">Where the store logs what no call is told. Default nowhere.</param>
    /// <exception cref="SqliteStoreException">The file cannot be used: its folder is missing or not writable, it is locked, it is no database, another
    /// application's, or that of a newer version.</exception>
    /// <exception cref="RunnelException">An option is out of its range.</exception>
    public SqliteRunStore(SqliteRunStoreOptions options, TimeProvider? time = null, ILoggerFactory? loggers = null)
        : this(options, time, loggers, Schema.Migrations, BootId.Read())
    {
    }

    internal SqliteRunStore(
        SqliteRunStoreOptions options, TimeProvider? time, ILoggerFactory? loggers, IReadOnlyList<Migration> migrations, string bootId)
    {
        ArgumentNullException.ThrowIfNull(options);
        options.Validate();
        this.time = time ?? TimeProvider.System;
        var logger = new ForgivingLoggers(loggers ?? NullLoggerFactory.Instance).CreateLogger(typeof(SqliteRunStore).FullName!);
        var file = new DatabaseFile(options, migrations, bootId, logger);
        observers = new Observers(logger);
        var session = new WriteSession(file, file.Open(), observers, this.time, logger);
        foreign = session.Foreign;
        readers = new ReadPool(file);
        checkpoints = new Checkpoints(file, queue, logger);
        retention = new Retention(options.Retention, this.time, queue, logger);
        writer = new WriterThread(session, queue, observers, checkpoints, retention, logger);
        checkpoints.Start();
        writer.Start();
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<CreateResult>> CreateAsync(IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runs);
        return new(Write(new CreateRuns(runs), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<TakeResult> TakeAsync(TakeRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return new(Write(new TakeRuns(request), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<AppendResult>> AppendAsync(
        IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(appends);
        return new(Write(new AppendSegments(appends, writer), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<AppendResult> AppendAsync(OutsideAppend append, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(append);
        return new(Write(new AppendOutside(append), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<LogPage> ReadAsync(ReadRequest request, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(request);
        return Read(
            connection => connection.Runs.Find(request.RunId) is { } run ? connection.Log.Read(run, request) : new LogPage([], HasMore: false),
            request.RunId);
    }

    /// <inheritdoc/>
    public ValueTask<RunHead?> GetAsync(string runId, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(runId);
        return Read(
            connection =>
            {
                var head = connection.Runs.Find(runId)?.Head;
                var keptFrom = retention.Cutoff(time.GetUtcNow());
                return (head is null ? RunIds.CreatedAt(runId) : head.FinishedAt) is { } age && age.UtcTicks < keptFrom && !connection.Runs.IsLive(head?.ParentId)
                    ? throw new RunGoneException(runId)
                    : head;
            },
            runId);
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunHead>> ListAsync(RunQuery query, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(query);
        return Read(connection => connection.Lists.List(query, retention.Cutoff(time.GetUtcNow())));
    }

    /// <inheritdoc/>
    public ValueTask RegisterAsync(string worker, TimeSpan duration, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return new(Write(new RegisterWorker(worker, duration), cancellationToken));
    }

    /// <inheritdoc/>
    /// <remarks>The result is the writer thread's own task: a thread may block on it though the thread pool has none to spare.</remarks>
    public ValueTask<bool> RenewAsync(string worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return new(Write(new RenewLease(worker), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<WorkerLease>> ListLeasesAsync(CancellationToken cancellationToken) => Read(connection => connection.Runs.Leases());

    /// <inheritdoc/>
    public ValueTask<bool> DeclareDeadAsync(WorkerLease lease, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(lease);
        return new(Write(new DeclareDead(lease), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<RunHead>> ListOwnedAsync(string worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return Read(connection => connection.Runs.OwnedBy(worker));
    }

    /// <inheritdoc/>
    public ValueTask ReleaseAsync(string worker, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(worker);
        return new(Write(new ReleaseWorker(worker), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask DeclareAsync(
        IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(queues);
        ArgumentNullException.ThrowIfNull(tasks);
        return new(Write(new DeclareQueues(queues, tasks), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<QueueState>> ListQueuesAsync(CancellationToken cancellationToken) => Read(connection => connection.Setup.Queues());

    /// <inheritdoc/>
    public ValueTask PutScheduleAsync(StoredSchedule schedule, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(schedule);
        return new(Write(new PutSchedule(schedule), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<IReadOnlyList<StoredSchedule>> ListSchedulesAsync(CancellationToken cancellationToken) =>
        Read(connection => connection.Setup.Schedules());

    /// <inheritdoc/>
    public ValueTask<bool> RemoveScheduleAsync(string id, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        return new(Write(new RemoveSchedule(id), cancellationToken));
    }

    /// <inheritdoc/>
    public ValueTask<bool> ServeScheduleAsync(
        string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs, CancellationToken cancellationToken)
    {
        ArgumentNullException.ThrowIfNull(id);
        ArgumentNullException.ThrowIfNull(runs);
        return new(Write(new ServeSchedule(id, servedUpTo, upTo, runs), cancellationToken));
    }

    /// <inheritdoc/>
    public IDisposable Watch(IRunStoreObserver observer)
    {
        ArgumentNullException.ThrowIfNull(observer);
        lock (watching)
        {
            if (!observers.Any)
            {
                // Before this call returns: what is committed from here on is news.
                var (log, setup) = readers.Read(connection => (connection.Runs.LastLog(), connection.Setup.Count()));
                foreign.BeginAt(log, setup);
            }

            var watch = observers.Add(observer);
            queue.Wake();
            return watch;
        }
    }

    /// <summary>Writes what was asked for and closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        Close();
        await writer.Ended.ConfigureAwait(false);
        checkpoints.Dispose();
    }

    /// <summary>Writes what was asked for and closes the file; blocks until then.</summary>
    public void Dispose()
    {
        Close();
        writer.Ended.Wait();
        checkpoints.Dispose();
    }

    private void Close()
    {
        retention.Dispose();
        readers.Dispose();
        queue.Close();
    }

    private Task<T> Write<T>(WriteOperation<T> operation, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return Task.FromCanceled<T>(cancellationToken);
        }

        operation.GiveUpOn(cancellationToken);
        try
        {
            queue.Add(operation);
        }
        catch (ObjectDisposedException exception)
        {
            operation.Fail(exception);
        }

        return operation.Task;
    }

    private ValueTask<T> Read<T>(Func<ReadConnection, T> query, string? runId = null)
    {
        try
        {
            return ValueTask.FromResult(readers.Read(query));
        }
        catch (Exception exception) when (runId is not null && exception is SqliteStoreException { IsDamage: true } or InvalidDataException)
        {
            return ValueTask.FromException<T>(new RunDamagedException(
                runId!, $"Run '{runId}' cannot be read from the SQLite file. {exception.Message}", exception));
        }
        catch (Exception exception)
        {
            return ValueTask.FromException<T>(exception);
        }
    }
}
