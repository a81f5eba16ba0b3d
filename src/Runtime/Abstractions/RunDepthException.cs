namespace Runnel;

/// <summary>A task triggered a run deeper in the tree of runs than <see cref="RunnelOptions.MaxDepth"/> allows. No run was created.</summary>
public sealed class RunDepthException : RunnelException
{
    internal RunDepthException(string runId, string taskId, int maxDepth)
        : base($"Run '{runId}' cannot trigger task '{taskId}': it is {maxDepth} runs below its root, and RunnelOptions.MaxDepth is {maxDepth}. "
            + "Look for a task that triggers itself without end, or raise the limit.") => RunId = runId;

    /// <summary>The run whose task triggered.</summary>
    public string RunId { get; }
}
