using Runnel.Storage;

namespace Runnel.Sqlite.Writing;

/// <summary>Appends executions' entries.</summary>
internal sealed class AppendSegments(IReadOnlyList<RunAppend> appends, IRunStoreObserver? writer) : WriteOperation<IReadOnlyList<AppendResult>>
{
    public override int Bytes { get; } = appends.Sum(append => append.Body.Bytes.Length + append.Children.Sum(child => child.Body.Bytes.Length));

    // The process's other runs must not wait for ever on one whose rows cannot be read.
    public override bool TryInPieces(WriteSession session, Exception exception)
    {
        if (IsDamage(exception))
        {
            AnswerWith([.. appends.Select(append => WriteUnlessDamaged(session, append))]);
            return true;
        }

        return false;
    }

    protected override IReadOnlyList<AppendResult> Write(WriteSession session)
    {
        var results = new AppendResult[appends.Count];
        for (var index = 0; index < results.Length; index++)
        {
            results[index] = Write(session, appends[index]);
        }

        return results;
    }

    private static bool IsDamage(Exception exception) => exception is SqliteStoreException { IsDamage: true } or InvalidDataException;

    private AppendResult WriteUnlessDamaged(WriteSession session, RunAppend append)
    {
        try
        {
            session.Begin();
            var result = Write(session, append);
            session.Commit();
            return result;
        }
        catch (Exception exception)
        {
            session.Rollback();
            if (!IsDamage(exception))
            {
                throw;
            }

            session.LogDamaged(exception, append.RunId);
            return new(AppendOutcome.NotFound, Head: 0, Intent: null);
        }
    }

    private AppendResult Write(WriteSession session, RunAppend append)
    {
        if (session.Find(append.RunId) is not { } row)
        {
            return new(AppendOutcome.NotFound, Head: 0, Intent: null);
        }

        var outcome = row.Head.Judge(append);
        if (outcome == AppendOutcome.Committed && row.Head.NeedsSlot(append.Change) && !session.Lanes.CanResume(row))
        {
            session.StandInLine(row);
            outcome = AppendOutcome.NoSlot;
        }

        if (outcome != AppendOutcome.Committed)
        {
            return new(outcome, row.Head.Head, row.Head.Intent);
        }

        var result = session.Append(row, row.Head.After(append, session.Now), append.Body, append.Change, writer);
        if (append.Children.Count > 0)
        {
            session.Create(append.Children);
        }

        return result;
    }
}
