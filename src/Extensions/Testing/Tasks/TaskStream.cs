namespace Runnel.Testing;

/// <summary>Streams for calling a task's method in a test, without a host.</summary>
public static class TaskStream
{
    /// <summary>
    /// A stream to call a task with. What is written to it, or piped into it, goes through a run's log in memory, as with a host, and is then
    /// to be had from the result.
    /// </summary>
    /// <typeparam name="T">The type of its chunks.</typeparam>
    /// <param name="key">The stream's key, as it stands in messages: 1 to 128 of <c>A-Z a-z 0-9 . _ -</c>.</param>
    /// <param name="options">How chunks are kept. Default: as JSON, as a subscriber in another process would get them.</param>
    /// <exception cref="ArgumentException">The key is not valid.</exception>
    public static CapturedStream<T> Capture<T>(string key = "captured", CaptureOptions? options = null) =>
        new TaskContextBuilder { Options = options ?? new CaptureOptions() }.Capture<T>(key);
}
