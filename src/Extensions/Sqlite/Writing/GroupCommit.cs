using Runnel.Sqlite.Database;

namespace Runnel.Sqlite.Writing;

/// <summary>Writes everything that waits in one transaction. Where that fails, each is tried alone, so that a bad one fails alone.</summary>
internal sealed class GroupCommit(WriteSession session)
{
    /// <summary>Writes, and answers every operation.</summary>
    public void Commit(List<WriteOperation> batch)
    {
        batch.RemoveAll(static operation => operation.IsAnswered);
        if (batch.Count == 0)
        {
            return;
        }

        try
        {
            Write(batch);
        }
        catch (Exception exception)
        {
            Recover(batch, exception);
            return;
        }

        foreach (var operation in batch)
        {
            operation.Answer();
        }
    }

    private void Recover(List<WriteOperation> batch, Exception exception)
    {
        if (batch.Count > 1 && MayConcernOne(exception))
        {
            foreach (var operation in batch)
            {
                Commit([operation]);
            }
        }
        else if (batch.Count == 1 && batch[0].TryInPieces(session, exception))
        {
            batch[0].Answer();
        }
        else
        {
            foreach (var operation in batch)
            {
                operation.Fail(exception);
            }
        }
    }

    private static bool MayConcernOne(Exception exception) => exception is not SqliteStoreException { ErrorCode: var code } || ResultCodes.MayConcernOneRequest(code);

    private void Write(List<WriteOperation> batch)
    {
        try
        {
            session.Begin();
            foreach (var operation in batch)
            {
                operation.Execute(session);
            }

            session.Commit();
        }
        catch
        {
            session.Rollback();
            throw;
        }
    }
}
