namespace Runnel.Testing.Conformance;

/// <summary>Makes calls whose connection is cut, and makes them again until they are answered, as the engine does.</summary>
internal static class LostConnections
{
    public const int Rounds = 12;

    /// <summary>Makes a call while the connection is cut, and again until it is answered.</summary>
    public static async Task<T> AnsweredAsync<T>(this StoreUnderTest store, int round, Func<Task<T>> call)
    {
        var (isAnswered, answer) = (false, default(T)!);
        await store.Fixture.KillConnectionDuringAsync(
            async () =>
            {
                try
                {
                    (answer, isAnswered) = (await call(), true);
                }
                catch (Exception)
                {
                    // The answer is lost; whether the call was done is what the next one finds out.
                }
            },
            round);
        return isAnswered ? answer : await RepeatAsync(call, store.Fixture.LongestWait);
    }

    private static async Task<T> RepeatAsync<T>(Func<Task<T>> call, TimeSpan longestWait)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (true)
        {
            try
            {
                return await call();
            }
            catch (Exception exception)
            {
                if (TimeProvider.System.GetElapsedTime(started) > longestWait)
                {
                    throw new ConformanceException(
                        $"Expected an answer within {longestWait.TotalSeconds} s of losing the connection, "
                        + $"but the last try threw {exception.GetType().Name}: {exception.Message}",
                        exception);
                }
            }

            await Task.Delay(TimeSpan.FromMilliseconds(5));
        }
    }
}
