namespace Runnel.Scheduling;

internal static class Delays
{
    /// <summary>
    /// A timer's range is bounded; a longer wait is made of several.
    /// </summary>
    private static readonly TimeSpan Longest = TimeSpan.FromDays(30);

    extension(IScheduler scheduler)
    {
        /// <summary>Waits for a time. Unlike <see cref="Task.Delay(TimeSpan, TimeProvider, CancellationToken)"/> it resumes on the scheduler also when it is given up.</summary>
        /// <exception cref="OperationCanceledException">The wait was given up.</exception>
        public async ValueTask DelayAsync(TimeSpan delay, TimeProvider time, CancellationToken cancellationToken)
        {
            var started = time.GetTimestamp();
            var signal = new Signal(scheduler);
            for (var left = delay; left > TimeSpan.Zero; left = delay - time.GetElapsedTime(started))
            {
                using var timer = time.CreateTimer(
                    static signal => ((Signal)signal!).Set(), signal, left < Longest ? left : Longest, Timeout.InfiniteTimeSpan);
                await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
