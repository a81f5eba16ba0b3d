using System.Text.Json.Nodes;
using Runnel.Storage;

namespace Runnel.Testing;

/// <summary>
/// Makes the <see cref="TaskContext"/> to call a task's method with in a test. What the task sets on it is read back from it; streams that the
/// task opens through it are captured with <see cref="Capture"/>.
/// </summary>
public sealed class TaskContextBuilder
{
    private readonly Lock gate = new();
    private CapturedRun? run;

    /// <summary>The run's id. Default a new one.</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string RunId
    {
        get;
        init => field = NotEmpty(value, nameof(RunId));
    } = RunIds.Of(Guid.CreateVersion7());

    /// <summary>The task's id. Default "test".</summary>
    /// <exception cref="ArgumentException">It is empty.</exception>
    public string TaskId
    {
        get;
        init => field = NotEmpty(value, nameof(TaskId));
    } = "test";

    /// <summary>The number of the execution. Default 1.</summary>
    /// <exception cref="ArgumentOutOfRangeException">It is less than 1.</exception>
    public int Attempt
    {
        get;
        init => field = value >= 1
            ? value
            : throw new ArgumentOutOfRangeException(nameof(value), value, "TaskContextBuilder.Attempt counts executions: it must be at least 1.");
    } = 1;

    /// <summary>The metadata that the run has when the task begins. Default none.</summary>
    public JsonObject Metadata { get; init; } = [];

    /// <summary>How chunks of the context's streams are kept.</summary>
    public CaptureOptions Options { get; init; } = new();

    private CapturedRun Run
    {
        get
        {
            lock (gate)
            {
                return run ??= new CapturedRun(RunId, TaskId, Attempt, Metadata, Options);
            }
        }
    }

    /// <summary>The context; the same each time.</summary>
    public TaskContext Build() => Run.Context;

    /// <summary>
    /// A stream of the context's own run: to call the task with, or, under the key that the task gives it, one that it opens with
    /// <see cref="TaskMetadata.Stream"/>.
    /// </summary>
    /// <typeparam name="T">The type of its chunks.</typeparam>
    /// <param name="key">The stream's key: 1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</param>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    public CapturedStream<T> Capture<T>(string key) => new(Run, key);

    private static string NotEmpty(string value, string name) =>
        string.IsNullOrEmpty(value) ? throw new ArgumentException($"TaskContextBuilder.{name} must not be empty.", nameof(value)) : value;
}
