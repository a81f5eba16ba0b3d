namespace Runnel.Benchmarks.Suites.Sqlite.Jobs;

/// <summary>A hundred callers, as a busy web application has them: each calls again when it has its answer.</summary>
internal static class Callers
{
    private const int Count = 100;

    /// <summary>Has them make so many calls together.</summary>
    public static Task CallAsync(int calls, Func<Task> call)
    {
        var left = calls;
        return Task.WhenAll(Enumerable.Range(0, Count).Select(_ => Task.Run(async () =>
        {
            while (Interlocked.Decrement(ref left) >= 0)
            {
                await call();
            }
        })));
    }
}
