using Runnel.Streams;

namespace Runnel;

/// <summary>What a task knows of the run it executes.</summary>
public sealed class TaskContext
{
    private readonly TaskStreams streams;
    private readonly TaskSteps steps;

    internal TaskContext(string runId, string taskId, int attempt, TaskMetadata metadata, TaskStreams streams, TaskSteps steps)
    {
        (RunId, TaskId, Attempt, Metadata) = (runId, taskId, attempt, metadata);
        (this.streams, this.steps) = (streams, steps);
    }

    /// <summary>The run's id.</summary>
    public string RunId { get; }

    /// <summary>The task's id.</summary>
    public string TaskId { get; }

    /// <summary>The number of this execution; 1 for the first.</summary>
    public int Attempt { get; }

    /// <summary>The run's metadata, and streams that no record declares.</summary>
    public TaskMetadata Metadata { get; }

    /// <summary>
    /// Does a step of the run once: its result is kept in the run's log, and a later execution is given it instead of doing the step again. A step
    /// that fails is not kept. One that is interrupted by the death of its process may be done again. Calls of one key at once wait for one of them; so a step
    /// must not ask for itself.
    /// </summary>
    /// <typeparam name="T">What the step gives; at most 3 MiB of JSON.</typeparam>
    /// <param name="key">Names the step within the run.</param>
    /// <param name="work">The step.</param>
    /// <param name="cancellationToken">Passed to the step.</param>
    /// <returns>The result, when it is durable.</returns>
    /// <exception cref="InvalidOperationException">The result is too large, or an earlier execution kept one of another type.</exception>
    public Task<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken = default) =>
        steps.OnceAsync(key, work, cancellationToken);

    /// <summary>
    /// Waits for a time. Meanwhile the run is <see cref="RunStatus.Waiting"/>, holds no slot of its queue, and its maximum duration stands still. The
    /// wait itself is in memory, so it is meant for short times: when the process ends, another execution begins from the top, and the
    /// delay that it comes to again, by the order of the calls, waits for what is left of the time.
    /// </summary>
    /// <remarks>
    /// While any wait is pending the run is Waiting, whatever its code does besides: give up the wait that has lost, by its token, when you let a delay
    /// and other work race.
    /// </remarks>
    /// <param name="delay">How long.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="OperationCanceledException">The wait was given up, or the execution is to stop.</exception>
    public Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken = default) => steps.DelayAsync(delay, cancellationToken);

    /// <summary>Gives the run tags, beside those that it has.</summary>
    /// <param name="tags">Each of 1 to 128 characters; a run has at most 10.</param>
    /// <exception cref="ArgumentException">There are too many, or one is not valid.</exception>
    public Task TagAsync(params IReadOnlyList<string> tags) => steps.TagAsync(tags);

    /// <summary>The declared streams of this execution; generated code calls it.</summary>
    public TStreams Streams<TStreams>()
        where TStreams : IStreamSet<TStreams> => TStreams.Create(streams);
}
