using Runnel.Storage;

namespace Runnel.Sqlite.Writing;

/// <summary>Declares queues and tasks' queues.</summary>
internal sealed class DeclareQueues(IReadOnlyList<QueueDeclaration> queues, IReadOnlyDictionary<string, string?> tasks) : WriteOperation<bool>
{
    protected override bool Write(WriteSession session)
    {
        session.Declaring.Declare(queues, tasks);
        session.CountSetup();
        session.TellReady();
        return true;
    }
}

/// <summary>Adds a schedule, or gives it another body.</summary>
internal sealed class PutSchedule(StoredSchedule schedule) : WriteOperation<bool>
{
    public override int Bytes => schedule.Body.Length;

    protected override bool Write(WriteSession session)
    {
        session.Schedules.Put(schedule);
        session.CountSetup();
        session.TellReady();
        return true;
    }
}

/// <summary>Removes a schedule.</summary>
internal sealed class RemoveSchedule(string id) : WriteOperation<bool>
{
    protected override bool Write(WriteSession session) => session.Schedules.Remove(id);
}

/// <summary>Serves times of a schedule, if nobody has since.</summary>
internal sealed class ServeSchedule(string id, DateTimeOffset servedUpTo, DateTimeOffset upTo, IReadOnlyList<NewRun> runs) : WriteOperation<bool>
{
    public override int Bytes { get; } = runs.Sum(run => run.Body.Bytes.Length);

    protected override bool Write(WriteSession session)
    {
        if (!session.Schedules.Serve(id, servedUpTo, upTo))
        {
            return false;
        }

        session.Create(runs);
        return true;
    }
}
