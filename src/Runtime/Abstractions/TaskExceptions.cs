namespace Runnel;

/// <summary>No task of this id is registered with this host.</summary>
public sealed class TaskNotFoundException : RunnelException
{
    internal TaskNotFoundException(string taskId, IEnumerable<string> known)
        : base($"No task '{taskId}' is registered with this host. Registered: {Join(known)}. "
            + "Call AddTasks() for the tasks of this assembly, or Add(module) for those of another.") => TaskId = taskId;

    /// <summary>The id that was asked for.</summary>
    public string TaskId { get; }

    private static string Join(IEnumerable<string> known)
    {
        var text = string.Join(", ", known.Order(StringComparer.Ordinal));
        return text.Length == 0 ? "none" : text;
    }
}

/// <summary>A run did not complete, and its output was asked for.</summary>
public sealed class TaskFailedException : RunnelException
{
    internal TaskFailedException(string runId, RunStatus status, TaskError? error)
        : base($"Run '{runId}' ended as {status}{(error is null ? "." : $": {error.Message}")}")
    {
        RunId = runId;
        Status = status;
        Error = error;
    }

    /// <summary>The run.</summary>
    public string RunId { get; }

    /// <summary>How it ended.</summary>
    public RunStatus Status { get; }

    /// <summary>Why.</summary>
    public TaskError? Error { get; }
}

/// <summary>A payload does not fit its task. No run was created.</summary>
public sealed class PayloadException : RunnelException
{
    internal PayloadException(string taskId, string path, string reason, Exception? innerException = null)
        : this(taskId, [new PayloadProblem(path, reason)], innerException)
    {
    }

    internal PayloadException(string taskId, IReadOnlyList<PayloadProblem> problems, Exception? innerException)
        : base($"The payload of task '{taskId}' is not valid at {string.Join(" At ", problems.Select(problem => $"{problem.Path}: {problem.Reason}"))}", innerException)
    {
        TaskId = taskId;
        Problems = problems;
    }

    /// <summary>The task.</summary>
    public string TaskId { get; }

    /// <summary>Where in the payload, as a JSON path: <c>$.source</c>. The first place, if several are wrong.</summary>
    public string Path => Problems[0].Path;

    /// <summary>What is wrong there.</summary>
    public string Reason => Problems[0].Reason;

    /// <summary>All that is wrong: at least one, at most ten.</summary>
    public IReadOnlyList<PayloadProblem> Problems { get; }
}

/// <summary>One thing that is wrong with a payload.</summary>
/// <param name="Path">Where, as a JSON path: <c>$.items[3].name</c>.</param>
/// <param name="Reason">What is wrong there, as a sentence.</param>
public sealed record PayloadProblem(string Path, string Reason);
