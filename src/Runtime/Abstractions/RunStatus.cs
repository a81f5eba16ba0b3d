using System.Text.Json.Serialization;

namespace Runnel;

/// <summary>Where a run stands. The last six are terminal.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<RunStatus>))]
public enum RunStatus
{
    /// <summary>Waits for its time: that of its trigger, or between two attempts.</summary>
    Delayed,

    /// <summary>Ready; waits for a worker, and for a slot of its queue.</summary>
    Queued,

    /// <summary>A worker runs it, or drains its streams after it returned.</summary>
    Executing,

    /// <summary>Its task waits for other runs, or for a time; it holds no slot of its queue.</summary>
    Waiting,

    /// <summary>Returned, and its streams are written. Terminal.</summary>
    Completed,

    /// <summary>Out of attempts, or aborted. Terminal.</summary>
    Failed,

    /// <summary>Ended by a cancel request. Terminal.</summary>
    Canceled,

    /// <summary>Not begun within its time to live. Terminal.</summary>
    Expired,

    /// <summary>Ended because an execution took longer than its task may. Terminal.</summary>
    TimedOut,

    /// <summary>The process that executed it died, again and again. Terminal.</summary>
    Crashed,
}

/// <summary>Questions about a <see cref="RunStatus"/>.</summary>
public static class RunStatusExtensions
{
    extension(RunStatus status)
    {
        /// <summary>Whether nothing can follow: the run's log is complete.</summary>
        public bool IsTerminal => status is RunStatus.Completed or RunStatus.Failed or RunStatus.Canceled
            or RunStatus.Expired or RunStatus.TimedOut or RunStatus.Crashed;
    }
}
