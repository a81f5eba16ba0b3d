using System.Text.Json;

namespace Runnel;

/// <summary>The untyped side of the clients: tasks by id, payloads and chunks as JSON.</summary>
public interface IRunnelClient
{
    /// <summary>Creates a run of a task that this host knows.</summary>
    /// <param name="taskId">The task's id.</param>
    /// <param name="payload">The payload; <c>{}</c> for a task without one. At most 3 MiB.</param>
    /// <param name="options">How the run is triggered.</param>
    /// <param name="cancellationToken">Gives up waiting; the run may have been created.</param>
    /// <returns>The run's id.</returns>
    /// <exception cref="TaskNotFoundException">No such task is registered.</exception>
    /// <exception cref="PayloadException">The payload does not fit; no run was created.</exception>
    Task<string> TriggerAsync(string taskId, JsonElement payload, TriggerOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Creates a run and waits for its end; within a task, as a child of its run.</summary>
    /// <param name="taskId">The task's id.</param>
    /// <param name="payload">The payload; <c>{}</c> for a task without one. At most 3 MiB.</param>
    /// <param name="options">How the run is triggered.</param>
    /// <param name="cancellationToken">Gives up waiting; the run may have been created. Within a task it is canceled then.</param>
    /// <returns>How the run ended.</returns>
    /// <exception cref="TaskNotFoundException">No such task is registered.</exception>
    /// <exception cref="PayloadException">The payload does not fit; no run was created.</exception>
    Task<TaskResult<JsonElement>> TriggerAndWaitAsync(
        string taskId, JsonElement payload, TriggerOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>Creates runs, of several tasks perhaps, in one commit: all of them, or none.</summary>
    /// <exception cref="BatchItemException">An item is not valid; no run was created.</exception>
    /// <exception cref="ArgumentException">There is no item, or there are more than 1,000.</exception>
    Task<RunBatch> BatchTriggerAsync(IEnumerable<RunRequest> items, CancellationToken cancellationToken = default);

    /// <summary>Creates a run with the payload, the queue, the tags and the limits of another; what that one did plays no part.</summary>
    /// <returns>The new run's id.</returns>
    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    Task<string> ReplayAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Gives a run that was triggered with a delay, and waits for its time, another time.</summary>
    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="InvalidOperationException">The run is not held back, or has begun before.</exception>
    Task RescheduleAsync(string runId, DateTimeOffset dueAt, CancellationToken cancellationToken = default);

    /// <summary>
    /// Follows the states of all runs with a tag, oldest first: each as it stands, then again whenever its state has changed; of several changes at once
    /// the latest state. It does not end by itself: runs may come.
    /// </summary>
    IAsyncEnumerable<Run<JsonElement, JsonElement>> SubscribeToTagAsync(string tag, CancellationToken cancellationToken = default);

    /// <summary>Follows the states of a batch's runs, as <see cref="SubscribeToTagAsync"/> does; ends when all have ended.</summary>
    IAsyncEnumerable<Run<JsonElement, JsonElement>> SubscribeToBatchAsync(string batchId, CancellationToken cancellationToken = default);

    /// <summary>Follows a run of any task to its end. Ending the enumeration does not cancel the run.</summary>
    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    /// <exception cref="InvalidCursorException">The cursor is another run's, or of a log that was rolled back.</exception>
    IAsyncEnumerable<RunPart> SubscribeAsync(string runId, SubscribeOptions? options = null, CancellationToken cancellationToken = default);

    /// <summary>The chunks of one stream of a run. Never of two attempts: one that is given up in the middle throws.</summary>
    /// <exception cref="ArgumentException">The key is not 1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</exception>
    /// <exception cref="RunNotFoundException">No such run.</exception>
    /// <exception cref="StreamFailedException">The stream failed, or was cut off.</exception>
    /// <exception cref="StreamSupersededException">The attempt that was read was given up.</exception>
    IAsyncEnumerable<JsonElement> ReadStreamAsync(string runId, string key, CancellationToken cancellationToken = default);

    /// <summary>The run as it stands; <see langword="null"/> where there is none of this id.</summary>
    /// <exception cref="RunGoneException">It ended so long ago that its log is gone.</exception>
    Task<Run<JsonElement, JsonElement>?> GetAsync(string runId, CancellationToken cancellationToken = default);

    /// <summary>Lists runs, newest first.</summary>
    Task<IReadOnlyList<RunSummary>> ListAsync(RunQuery? query = null, CancellationToken cancellationToken = default);

    /// <summary>Asks for a run to be canceled; one that has ended, or whose task has returned, is left as it is.</summary>
    /// <exception cref="RunNotFoundException">No such run.</exception>
    Task CancelAsync(string runId, CancellationToken cancellationToken = default);
}
