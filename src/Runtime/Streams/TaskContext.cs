using Runnel.Streams;

namespace Runnel;

/// <summary>What a task knows of the run it executes.</summary>
public sealed class TaskContext
{
    private readonly TaskStreams streams;

    internal TaskContext(string runId, string taskId, int attempt, TaskMetadata metadata, TaskStreams streams)
    {
        (RunId, TaskId, Attempt, Metadata) = (runId, taskId, attempt, metadata);
        this.streams = streams;
    }

    /// <summary>The run's id.</summary>
    public string RunId { get; }

    /// <summary>The task's id.</summary>
    public string TaskId { get; }

    /// <summary>The number of this execution; 1 for the first.</summary>
    public int Attempt { get; }

    /// <summary>The run's metadata, and streams that no record declares.</summary>
    public TaskMetadata Metadata { get; }

    /// <summary>The declared streams of this execution; generated code calls it.</summary>
    public TStreams Streams<TStreams>()
        where TStreams : IStreamSet<TStreams> => TStreams.Create(streams);
}
