namespace Runnel.Crash.Roles;

/// <summary>The controller, as its processes see it: it holds the other end of their standard input, also when it is killed itself.</summary>
internal static class Parent
{
    /// <summary>Completes when the controller wants this process to stop, or is gone.</summary>
    public static Task WaitForEndAsync()
    {
        var ended = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var thread = new Thread(() =>
        {
            using var input = Console.OpenStandardInput();
            while (input.ReadByte() >= 0)
            {
                // Nothing is said, only the end counts.
            }

            ended.SetResult();
        });
        thread.IsBackground = true;
        thread.Start();
        return ended.Task;
    }
}
