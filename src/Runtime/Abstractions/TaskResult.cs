using System.Diagnostics.CodeAnalysis;

namespace Runnel;

/// <summary>How a run ended.</summary>
/// <typeparam name="TOutput">The task's output.</typeparam>
public sealed record TaskResult<TOutput>
{
    /// <summary>The run's id.</summary>
    public required string RunId { get; init; }

    /// <summary>The terminal status.</summary>
    public required RunStatus Status { get; init; }

    /// <summary>Whether the run completed.</summary>
    [MemberNotNullWhen(false, nameof(Error))]
    public bool IsSuccess => Status == RunStatus.Completed;

    /// <summary>What the task returned; the default where <see cref="IsSuccess"/> is false and the task did not return.</summary>
    public TOutput? Output { get; init; }

    /// <summary>Why the run did not complete; <see langword="null"/> on success.</summary>
    public TaskError? Error { get; init; }

    /// <summary>The output of a completed run.</summary>
    /// <exception cref="TaskFailedException">The run did not complete.</exception>
    public TOutput GetOutputOrThrow() => IsSuccess ? Output! : throw new TaskFailedException(RunId, Status, Error);
}
