namespace Runnel.Sqlite.Queues;

/// <summary>Where the ready runs of one task wait in one lane.</summary>
/// <param name="no">Its number.</param>
/// <param name="taskId">The task.</param>
/// <param name="turn">The turn of its lane.</param>
/// <param name="isOpen">Whether something in it may begin.</param>
internal sealed class Place(long no, string taskId, long turn, bool isOpen)
{
    public long No => no;

    public string TaskId => taskId;

    public long Turn { get; private set; } = turn;

    public bool IsOpen { get; private set; } = isOpen;

    /// <summary>Whether nothing waits in it.</summary>
    public bool IsEmpty { get; set; }

    /// <summary>Takes over how its lane stands.</summary>
    /// <returns>Whether that is new.</returns>
    public bool Follow(Lane lane)
    {
        var (turn, isOpen) = (lane.Turn, lane.MayBegin && !IsEmpty);
        if (turn == Turn && isOpen == IsOpen)
        {
            return false;
        }

        (Turn, IsOpen) = (turn, isOpen);
        return true;
    }
}
