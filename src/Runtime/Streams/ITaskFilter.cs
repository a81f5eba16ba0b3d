namespace Runnel;

/// <summary>
/// Runs around the attempts of tasks, as an endpoint filter does around a request; added with <see cref="RunnelBuilder.AddFilter{TFilter}"/>. It is made
/// anew for each attempt, from the services of the attempt's scope. Filters are called in the order in which they were added, after the task
/// in the opposite order.
/// </summary>
/// <remarks>
/// What <see cref="InvokeAsync"/> and <see cref="OnStartAsync"/> throw fails the attempt, as if the task had thrown it. What the other methods throw
/// cannot change how the run ends: it is a warning on the run. Those are called before the end is recorded, and again by another
/// execution if the process dies in between; a cancel request that comes between them and the record of a failure still turns it into Canceled. The end
/// waits for them no longer than for a task that is to stop, or, of a run that completes, than for its streams.
/// </remarks>
public interface ITaskFilter
{
    /// <summary>Runs around an attempt.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="next">Calls the next filter, or the task.</param>
    /// <returns>The task's output, as <paramref name="next"/> gave it, or another of its type; <see cref="NoOutput"/> of a task without one.</returns>
    ValueTask<object?> InvokeAsync(TaskFilterContext context, TaskFilterDelegate next) => (next ?? throw new ArgumentNullException(nameof(next)))(context);

    /// <summary>The run begins: before its first attempt, and not before later ones; not at all where the process dies just before.</summary>
    ValueTask OnStartAsync(TaskFilterContext context) => ValueTask.CompletedTask;

    /// <summary>The task has returned, its streams are written, and the run is about to complete.</summary>
    ValueTask OnSuccessAsync(TaskFilterContext context) => ValueTask.CompletedTask;

    /// <summary>The run is about to fail: there is no further attempt.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="error">Why.</param>
    ValueTask OnFailureAsync(TaskFilterContext context, TaskError error) => ValueTask.CompletedTask;

    /// <summary>The run is about to end, however: after <see cref="OnSuccessAsync"/> and <see cref="OnFailureAsync"/>, and where it is canceled or takes too long.</summary>
    /// <param name="context">The attempt.</param>
    /// <param name="status">How it ends.</param>
    ValueTask OnCompletedAsync(TaskFilterContext context, RunStatus status) => ValueTask.CompletedTask;
}

/// <summary>Calls the next filter, or the task.</summary>
/// <returns>The task's output.</returns>
public delegate ValueTask<object?> TaskFilterDelegate(TaskFilterContext context);
