namespace Runnel.Scheduling;

/// <summary>
/// Where the engine's code runs: the thread pool in production, a seeded queue in a simulation. Everything that wakes code goes through it,
/// and so does chance.
/// </summary>
internal interface IScheduler
{
    /// <summary>Runs <paramref name="work"/> soon, never on the caller's stack.</summary>
    void Schedule(Action<object?> work, object? state);

    /// <summary>Whether everything is to happen on one thread, in an order that a seed decides: then nothing may have a thread of its own.</summary>
    bool IsSimulated => false;

    /// <summary>The engine's random numbers: tokens, jitter.</summary>
    Random Random => Random.Shared;

    /// <summary>A new id, unique and ordered by time (UUID version 7).</summary>
    Guid NewId(DateTimeOffset now) => Guid.CreateVersion7(now);
}

internal static class SchedulerExtensions
{
    extension(IScheduler scheduler)
    {
        /// <summary>Runs user code soon, with what the caller's context carries: log scopes, the current activity.</summary>
        public void ScheduleInContext(Action work)
        {
            var context = ExecutionContext.Capture();
            scheduler.Schedule(_ =>
            {
                if (context is null)
                {
                    work();
                }
                else
                {
                    ExecutionContext.Run(context, static work => ((Action)work!)(), work);
                }
            }, state: null);
        }
    }
}
