using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Runnel.Definitions;

/// <summary>How a task is run: its contract, how it is made, and how it is called. Filled in by generated code.</summary>
public abstract class TaskDefinition
{
    private protected TaskDefinition()
    {
    }

    /// <summary>What callers know of the task.</summary>
    public abstract TaskContract Contract { get; }

    /// <summary>When a failed attempt is tried again.</summary>
    public RetryPolicy Retry { get; init; } = RetryPolicy.Default;

    /// <summary>The queue of its runs; <see langword="null"/> for one of its own, without a limit.</summary>
    public string? Queue { get; init; }

    /// <summary>How long one execution may take, without its waits; <see langword="null"/> for any time.</summary>
    public TimeSpan? MaxDuration { get; init; }

    /// <summary>Whether a stream that fails after the task's return fails the run.</summary>
    public bool FailOnStreamError { get; init; }

    /// <summary>When it runs by itself.</summary>
    public IReadOnlyList<ScheduleDefinition> Schedules { get; init; } = [];

    /// <summary>Makes the task from the services of one attempt's scope.</summary>
    internal abstract object Create(IServiceProvider services);

    /// <summary>Runs the task and gives its output.</summary>
    internal abstract ValueTask<object?> InvokeAsync(object task, object payload, TaskContext context, CancellationToken cancellationToken);

    /// <summary>Whether a value is an output of the task's.</summary>
    internal abstract bool IsOutput(object? value);

    /// <summary>The JSON of an output.</summary>
    internal abstract byte[] Encode(object? output, JsonSerializerOptions options);
}

/// <summary>How a task is run, typed.</summary>
/// <typeparam name="TTask">The task's class.</typeparam>
/// <typeparam name="TPayload">Its payload.</typeparam>
/// <typeparam name="TOutput">Its output.</typeparam>
/// <typeparam name="TPart">The generated union of its stream parts.</typeparam>
/// <param name="contract">What callers know of the task.</param>
/// <param name="create">Makes the task from the services of one attempt's scope.</param>
/// <param name="invoke">Calls the task.</param>
public sealed class TaskDefinition<TTask, TPayload, TOutput, TPart>(
    TaskContract<TPayload, TOutput, TPart> contract,
    Func<IServiceProvider, TTask> create,
    Func<TTask, TPayload, TaskContext, CancellationToken, ValueTask<TOutput>> invoke) : TaskDefinition
    where TTask : class
    where TPayload : notnull
    where TPart : class
{
    /// <inheritdoc/>
    public override TaskContract Contract => contract;

    internal override object Create(IServiceProvider services) => create(services);

    internal override async ValueTask<object?> InvokeAsync(object task, object payload, TaskContext context, CancellationToken cancellationToken) =>
        await invoke((TTask)task, (TPayload)payload, context, cancellationToken).ConfigureAwait(false);

    internal override bool IsOutput(object? value) => value is TOutput || (value is null && default(TOutput) is null);

    internal override byte[] Encode(object? output, JsonSerializerOptions options) =>
        JsonSerializer.SerializeToUtf8Bytes((TOutput)output!, (JsonTypeInfo<TOutput>)options.GetTypeInfo(typeof(TOutput)));
}
