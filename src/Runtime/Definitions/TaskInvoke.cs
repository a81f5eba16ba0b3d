namespace Runnel.Definitions;

/// <summary>Gives the forms in which a task may return without an output one shape; generated code calls it.</summary>
public static class TaskInvoke
{
    /// <summary>Awaits a task that has no output.</summary>
    public static async ValueTask<NoOutput> WithoutOutput(Task task)
    {
        ArgumentNullException.ThrowIfNull(task);
        await task.ConfigureAwait(false);
        return default;
    }

    /// <summary>Awaits a value task that has no output.</summary>
    public static async ValueTask<NoOutput> WithoutOutput(ValueTask task)
    {
        await task.ConfigureAwait(false);
        return default;
    }
}
