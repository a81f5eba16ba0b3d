namespace Runnel.Log;

/// <summary>What an entry of a run's log says. The numbers are stored.</summary>
internal enum EntryKind : byte
{
    /// <summary>The run was triggered; holds its payload.</summary>
    Created = 1,

    /// <summary>An execution began.</summary>
    Started = 2,

    /// <summary>A chunk of a stream.</summary>
    Chunk = 3,

    /// <summary>A stream got its first chunk, or its source.</summary>
    StreamOpened = 4,

    /// <summary>A stream ended.</summary>
    StreamEnded = 5,

    /// <summary>The run's metadata changed.</summary>
    Metadata = 6,

    /// <summary>The task returned; holds its output.</summary>
    Returned = 7,

    /// <summary>An execution failed, and another follows.</summary>
    AttemptFailed = 8,

    /// <summary>An execution was given back because its host stops; another follows.</summary>
    HandedBack = 9,

    /// <summary>Somebody asked for the run to be canceled.</summary>
    CancelRequested = 10,

    /// <summary>Something went wrong that does not end the run.</summary>
    Warning = 11,

    /// <summary>Terminal.</summary>
    Completed = 12,

    /// <summary>Terminal.</summary>
    Failed = 13,

    /// <summary>Terminal.</summary>
    Canceled = 14,

    /// <summary>The worker of an execution died; another execution follows.</summary>
    WorkerLost = 15,

    /// <summary>Terminal: the workers of one execution after another died.</summary>
    Crashed = 16,

    /// <summary>The task waits: for other runs, or for a time.</summary>
    Waiting = 17,

    /// <summary>The task goes on; nothing is waited for any more.</summary>
    Resumed = 18,

    /// <summary>The task triggered runs, which the same commit created.</summary>
    ChildrenTriggered = 19,

    /// <summary>A step of the task is done; holds its result, so that no later execution does it again.</summary>
    Memo = 20,

    /// <summary>The run got tags.</summary>
    Tagged = 21,

    /// <summary>The run is due at another time.</summary>
    Rescheduled = 22,

    /// <summary>Terminal: not begun within its time to live.</summary>
    Expired = 23,

    /// <summary>Terminal: an execution took longer than it may.</summary>
    TimedOut = 24,

    /// <summary>Changes of the metadata of the run's parent or root, on their way there.</summary>
    MetadataSent = 25,
}

internal static class EntryKindExtensions
{
    extension(EntryKind kind)
    {
        public bool IsTerminal => kind is EntryKind.Completed or EntryKind.Failed or EntryKind.Canceled or EntryKind.Crashed
            or EntryKind.Expired or EntryKind.TimedOut;
    }
}
