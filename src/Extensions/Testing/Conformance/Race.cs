namespace Runnel.Testing.Conformance;

/// <summary>Calls that are made at once, each on a thread of its own.</summary>
internal static class Race
{
    /// <summary>In spins, from nothing to about what a thread takes to wake up: so that each of them comes first now and then.</summary>
    private static readonly int[] Handicaps = [0, 10, 100, 1000, 5000];

    public static Task RunAsync(params Func<Task>[] racers) =>
        RunAsync([.. racers.Select(racer => (Func<Task<bool>>)(async () =>
        {
            await racer();
            return true;
        }))]);

    public static async Task<T[]> RunAsync<T>(params Func<Task<T>>[] racers)
    {
        // Threads of their own that meet before they start: the pool would begin one after another, in an order that is always the same.
        using var start = new Barrier(racers.Length);
        return await Task.WhenAll(racers.Select(racer => Task.Factory.StartNew(
            () =>
            {
                start.SignalAndWait();
                Thread.SpinWait(Handicaps[Random.Shared.Next(Handicaps.Length)]);
                return racer();
            },
            CancellationToken.None,
            TaskCreationOptions.LongRunning,
            TaskScheduler.Default).Unwrap()));
    }

    /// <summary>The same call by several at once.</summary>
    public static Task<T[]> RunAsync<T>(int count, Func<int, Task<T>> racer) =>
        RunAsync([.. Enumerable.Range(0, count).Select(number => (Func<Task<T>>)(() => racer(number)))]);
}
