namespace Runnel;

/// <summary>An attempt, as filters see it.</summary>
public sealed class TaskFilterContext
{
    internal TaskFilterContext(TaskContext context, object payload, IServiceProvider services, CancellationToken cancellationToken) =>
        (Context, Payload, Services, CancellationToken) = (context, payload, services, cancellationToken);

    /// <summary>What the task knows of its run: its id, the attempt's number, its metadata.</summary>
    public TaskContext Context { get; }

    /// <summary>What the task is given.</summary>
    public object Payload { get; }

    /// <summary>The services of the attempt's scope.</summary>
    public IServiceProvider Services { get; }

    /// <summary>Tells when the attempt is to stop.</summary>
    public CancellationToken CancellationToken { get; }

    /// <summary>What filters of one attempt leave for each other.</summary>
    public IDictionary<object, object?> Items { get; } = new Dictionary<object, object?>();
}
