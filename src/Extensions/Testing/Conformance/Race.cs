namespace Runnel.Testing.Conformance;

/// <summary>Calls that are made at once, each on a thread of its own.</summary>
internal static class Race
{
    public static Task RunAsync(params Func<Task>[] racers) =>
        RunAsync([.. racers.Select(racer => (Func<Task<bool>>)(async () =>
        {
            await racer();
            return true;
        }))]);

    public static async Task<T[]> RunAsync<T>(params Func<Task<T>>[] racers)
    {
        var start = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        var running = racers.Select(racer => Task.Run(async () =>
        {
            await start.Task;
            return await racer();
        })).ToArray();
        start.SetResult();
        return await Task.WhenAll(running);
    }

    /// <summary>The same call by several at once.</summary>
    public static Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> racer) =>
        RunAsync([.. Enumerable.Range(0, count).Select(number => (Func<Task<T>>)(() => racer(number)))]);
}
