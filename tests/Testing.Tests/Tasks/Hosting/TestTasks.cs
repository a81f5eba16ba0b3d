using System.Runtime.CompilerServices;

namespace Runnel.Testing.Tests.Tasks.Hosting;

public sealed record Job(string Name);

[Streams]
public sealed partial record JobStreams(TaskStream<Note> Notes, TaskStream<int> Numbers);

/// <summary>What a test has its task do.</summary>
public sealed class JobBody(Func<JobStreams, TaskContext, CancellationToken, Task<string>> run)
{
    public Task<string> RunAsync(JobStreams streams, TaskContext context, CancellationToken cancellationToken) => run(streams, context, cancellationToken);
}

[Task("work", MaxAttempts = 3)]
public sealed partial class Work(JobBody body)
{
    public Task<string> RunAsync(Job job, JobStreams streams, TaskContext context, CancellationToken cancellationToken) =>
        body.RunAsync(streams, context, cancellationToken);
}

internal static class Jobs
{
    public static CancellationToken Limit => new CancellationTokenSource(TimeSpan.FromMinutes(2)).Token;

    /// <summary>A source that hops from thread to thread, and lets the clock move in between.</summary>
    public static async IAsyncEnumerable<int> CountAsync(
        TimeProvider time, TimeSpan pause, int count, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        for (var number = 1; number <= count; number++)
        {
            await Task.Yield();
            await Task.Delay(pause, time, cancellationToken);
            await Task.Run(() => Thread.SpinWait(20_000), cancellationToken);
            yield return number;
        }
    }
}
