using Runnel.Storage;

namespace Runnel.Sqlite.Writing;

/// <summary>Appends executions' entries.</summary>
internal sealed class AppendSegments(IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer) : WriteOperation<IReadOnlyList<AppendResult>>
{
    private bool leavesOutDamaged;

    public override int Bytes { get; } = appends.Sum(append => append.Body.Bytes.Length);

    // The process's other runs must not wait for ever on one whose row cannot be read.
    public override bool TryLeaveOutBad(Exception exception)
    {
        var isFirst = !leavesOutDamaged;
        leavesOutDamaged = IsDamage(exception);
        return isFirst && leavesOutDamaged;
    }

    protected override IReadOnlyList<AppendResult> Write(WriteSession session)
    {
        var results = new AppendResult[appends.Count];
        for (var index = 0; index < results.Length; index++)
        {
            results[index] = leavesOutDamaged ? WriteUnlessDamaged(session, appends[index]) : Write(session, appends[index]);
        }

        return results;
    }

    private static bool IsDamage(Exception exception) => exception is SqliteStoreException { IsDamage: true } or InvalidDataException;

    private AppendResult WriteUnlessDamaged(WriteSession session, RunAppend append)
    {
        session.Connection.Execute("SAVEPOINT append");
        try
        {
            return Write(session, append);
        }
        catch (Exception exception) when (IsDamage(exception) && session.Connection.IsInTransaction)
        {
            session.Connection.Execute("ROLLBACK TO append");
            session.LogDamaged(exception, append.RunId);
            return new(AppendOutcome.NotFound, Head: 0, Intent: null);
        }
        finally
        {
            if (session.Connection.IsInTransaction)
            {
                session.Connection.Execute("RELEASE append");
            }
        }
    }

    private AppendResult Write(WriteSession session, RunAppend append)
    {
        if (session.Find(append.RunId) is not { } row)
        {
            return new(AppendOutcome.NotFound, Head: 0, Intent: null);
        }

        var outcome = row.Head.Judge(append);
        return outcome == AppendOutcome.Committed
            ? session.Append(row, row.Head.After(append, session.Now), append.Body, append.Change, writer)
            : new(outcome, row.Head.Head, row.Head.Intent);
    }
}
