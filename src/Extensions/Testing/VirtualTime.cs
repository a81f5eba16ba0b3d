namespace Runnel.Testing;

/// <summary>
/// A clock that moves only when a test moves it. Timers fire on the thread that moves it, in the order in which they are due; all that
/// .NET builds on a <see cref="TimeProvider"/> – delays, periodic timers, cancellation after a time – so waits for the test.
/// As on a real machine there are two clocks: the monotonic one, which timers and timestamps go by and which only <see cref="Advance"/> moves,
/// and the wall clock, which moves with it and which <see cref="SetUtcNow"/> sets besides.
/// </summary>
public sealed class VirtualTime : TimeProvider
{
    private static readonly DateTimeOffset DefaultStart = new(2026, 1, 1, 0, 0, 0, TimeSpan.Zero);

    private readonly Lock gate = new();

    // Those that are set, in the order in which they were: of two that are due at the same time the first fires first.
    private readonly List<VirtualTimer> timers = [];

    // What the wall clock would have read when the monotonic one stood at zero.
    private DateTimeOffset origin;
    private TimeSpan elapsed;

    /// <summary>Creates a clock that stands still.</summary>
    /// <param name="start">What the wall clock reads at first. Default the beginning of 2026, UTC.</param>
    public VirtualTime(DateTimeOffset? start = null) => origin = (start ?? DefaultStart).ToUniversalTime();

    /// <summary>Ticks of 100 ns: 10,000,000 per second.</summary>
    public override long TimestampFrequency => TimeSpan.TicksPerSecond;

    /// <summary>UTC, wherever the test runs.</summary>
    public override TimeZoneInfo LocalTimeZone => TimeZoneInfo.Utc;

    /// <summary>How far the clock was advanced since it was created. It never goes back.</summary>
    public TimeSpan Elapsed
    {
        get
        {
            lock (gate)
            {
                return elapsed;
            }
        }
    }

    /// <summary>By how much to advance for the next timer to fire; zero where one is due; <see langword="null"/> where none is set.</summary>
    public TimeSpan? NextDueIn
    {
        get
        {
            lock (gate)
            {
                return timers.Min(timer => timer.DueAt) is { } due ? Later(due, elapsed) - elapsed : null;
            }
        }
    }

    /// <summary>What the wall clock will read when the next timer fires, unless it is set before; <see langword="null"/> where none is set.</summary>
    public DateTimeOffset? NextDue
    {
        get
        {
            lock (gate)
            {
                return timers.Min(timer => timer.DueAt) is { } due ? origin + Later(due, elapsed) : null;
            }
        }
    }

    /// <inheritdoc/>
    public override DateTimeOffset GetUtcNow()
    {
        lock (gate)
        {
            return origin + elapsed;
        }
    }

    /// <summary><see cref="Elapsed"/> in ticks of 100 ns; the wall clock's jumps do not show in it.</summary>
    public override long GetTimestamp() => Elapsed.Ticks;

    /// <summary>
    /// Sets the wall clock, forwards or backwards, as an operator or a time server does. The monotonic clock stands: no timer fires, and none
    /// is due earlier or later for it.
    /// </summary>
    public void SetUtcNow(DateTimeOffset now)
    {
        lock (gate)
        {
            origin = now.ToUniversalTime() - elapsed;
        }
    }

    /// <summary>Moves both clocks, and fires what is due on the way, each timer when the clock stands at its time.</summary>
    /// <param name="by">How far; zero fires what is due already.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="by"/> is negative.</exception>
    public void Advance(TimeSpan by)
    {
        if (by < TimeSpan.Zero)
        {
            throw new ArgumentOutOfRangeException(nameof(by), by, "Time does not run backwards. To set the wall clock back, call SetUtcNow.");
        }

        var until = Elapsed + by;
        while (TakeDue(until) is { } due)
        {
            due.Fire();
        }

        lock (gate)
        {
            elapsed = Later(elapsed, until);
        }
    }

    /// <summary>Moves both clocks to the time of the next timer, and fires all that are due then.</summary>
    /// <returns>Whether there was one; else the clocks stand.</returns>
    public bool AdvanceToNext()
    {
        if (NextDueIn is not { } by)
        {
            return false;
        }

        Advance(by);
        return true;
    }

    /// <summary>
    /// Sets a timer on the monotonic clock. Its callback has the execution context of the caller. One that is due at once fires when the clock
    /// is advanced, be it by zero.
    /// </summary>
    /// <exception cref="ArgumentOutOfRangeException">A time is negative, though not infinite, or longer than about 49 days, as with the system's timers.</exception>
    public override ITimer CreateTimer(TimerCallback callback, object? state, TimeSpan dueTime, TimeSpan period)
    {
        ArgumentNullException.ThrowIfNull(callback);
        var timer = new VirtualTimer(this, callback, state);
        timer.Change(dueTime, period);
        return timer;
    }

    private static TimeSpan Later(TimeSpan left, TimeSpan right) => left > right ? left : right;

    private VirtualTimer? TakeDue(TimeSpan until)
    {
        lock (gate)
        {
            var due = timers.Where(timer => timer.DueAt <= until).MinBy(timer => timer.DueAt);
            if (due is not null)
            {
                elapsed = Later(elapsed, due.DueAt!.Value);
                due.SetNext();
            }

            return due;
        }
    }

    private sealed class VirtualTimer(VirtualTime time, TimerCallback callback, object? state) : ITimer
    {
        private static readonly TimeSpan Longest = TimeSpan.FromMilliseconds(uint.MaxValue - 1);

        private readonly ExecutionContext? context = ExecutionContext.Capture();
        private TimeSpan period;
        private bool isDisposed;

        /// <summary>When it fires, on the monotonic clock; guarded by the clock's lock, as all of it.</summary>
        public TimeSpan? DueAt { get; private set; }

        public void Fire()
        {
            if (context is null)
            {
                callback(state);
            }
            else
            {
                ExecutionContext.Run(context, static timer => ((VirtualTimer)timer!).Call(), this);
            }
        }

        public bool Change(TimeSpan dueTime, TimeSpan period)
        {
            ThrowUnlessInRange(dueTime);
            ThrowUnlessInRange(period);
            lock (time.gate)
            {
                if (isDisposed)
                {
                    return false;
                }

                this.period = period;
                Set(dueTime == Timeout.InfiniteTimeSpan ? null : time.elapsed + dueTime);
                return true;
            }
        }

        public void SetNext() => Set(period > TimeSpan.Zero ? DueAt + period : null);

        public void Dispose()
        {
            lock (time.gate)
            {
                isDisposed = true;
                Set(dueAt: null);
            }
        }

        public ValueTask DisposeAsync()
        {
            Dispose();
            return ValueTask.CompletedTask;
        }

        private static void ThrowUnlessInRange(TimeSpan value)
        {
            if (value != Timeout.InfiniteTimeSpan && (value < TimeSpan.Zero || value > Longest))
            {
                throw new ArgumentOutOfRangeException(nameof(value), value, $"A timer's times lie between zero and {Longest.TotalDays:0.0} days, or are infinite.");
            }
        }

        private void Call() => callback(state);

        private void Set(TimeSpan? dueAt)
        {
            time.timers.Remove(this);
            DueAt = dueAt;
            if (dueAt is not null)
            {
                time.timers.Add(this);
            }
        }
    }
}
