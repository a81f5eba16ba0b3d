namespace Runnel;

/// <summary>
/// Declares the surface of a task that is implemented elsewhere: the partial class receives the same <c>TaskClient</c>
/// and <c>StreamPart</c> as the task itself, without its implementation.
/// </summary>
/// <typeparam name="TPayload">The task's payload, or <see cref="NoPayload"/>.</typeparam>
/// <typeparam name="TOutput">The task's output, or <see cref="NoOutput"/>.</typeparam>
/// <typeparam name="TStreams">A record annotated with <see cref="StreamsAttribute"/>, or <see cref="NoStreams"/>.</typeparam>
/// <param name="id">The task's durable name, as in its <see cref="TaskAttribute"/>.</param>
[AttributeUsage(AttributeTargets.Class, Inherited = false)]
public sealed class TaskClientAttribute<TPayload, TOutput, TStreams>(string id) : Attribute
{
    /// <summary>The task's durable name.</summary>
    public string Id { get; } = id;
}
