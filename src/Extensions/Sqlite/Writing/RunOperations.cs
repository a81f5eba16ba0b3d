using Runnel.Storage;

namespace Runnel.Sqlite.Writing;

/// <summary>Creates runs.</summary>
internal sealed class CreateRuns(IReadOnlyList<NewRun> runs) : WriteOperation<IReadOnlyList<CreateResult>>
{
    public override int Bytes { get; } = runs.Sum(run => run.Body.Bytes.Length);

    protected override IReadOnlyList<CreateResult> Write(WriteSession session)
    {
        var results = new ClaimJudge(session).Judge(runs);
        if (!Array.Exists(results, result => result.Outcome == CreateOutcome.Conflict))
        {
            session.Create(runs.Where((_, index) => results[index].Outcome == CreateOutcome.Created));
        }

        return results;
    }
}

/// <summary>Appends entries of somebody who does not own the run.</summary>
internal sealed class AppendOutside(OutsideAppend append) : WriteOperation<AppendResult>
{
    public override int Bytes => append.Body.Bytes.Length;

    protected override AppendResult Write(WriteSession session)
    {
        if (session.Find(append.RunId) is not { } row)
        {
            return new(AppendOutcome.NotFound, Head: 0, Intent: null);
        }

        var outcome = session.Log.IsDone(row.No, append.OperationId) ? AppendOutcome.AlreadyCommitted : row.Head.Judge(append);
        if (outcome != AppendOutcome.Committed)
        {
            return new(outcome, row.Head.Head, row.Head.Intent);
        }

        session.Log.MarkDone(row.No, append.OperationId);
        return session.Append(row, row.Head.After(append, session.Now), append.Body, append.Change, writer: null);
    }
}
