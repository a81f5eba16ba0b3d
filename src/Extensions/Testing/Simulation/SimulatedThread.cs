using System.Globalization;
using System.Runtime.ExceptionServices;

namespace Runnel.Testing.Simulation;

/// <summary>Drives a scenario and everything it starts on one thread: ready work first, then who waits for rest, then the clock.</summary>
internal sealed class SimulatedThread
{
    private const int MaxSteps = 300_000;

    /// <summary>A bound on how long a broken simulation may hang its caller. It never decides whether one passes.</summary>
    private static readonly TimeSpan LongestWait = TimeSpan.FromMinutes(10);

    /// <summary>A scenario for which only the clock moves on for so long waits for something that will not come.</summary>
    private static readonly TimeSpan LongestRest = TimeSpan.FromDays(1);

    private readonly Queue<TaskCompletionSource> waitingForRest = new();
    private TimeSpan waited;
    private string? violation;

    private SimulatedThread(int seed) => Scheduler = new SeededScheduler(seed);

    public SeededScheduler Scheduler { get; }

    public VirtualTime Time { get; } = new();

    public RecordedLogs Logs { get; } = new();

    public Random Random => Scheduler.Random;

    /// <summary>Fails the simulation, also where the caller's exception would be caught, as a task's is.</summary>
    public void Check(bool holds, string violation)
    {
        if (!holds)
        {
            this.violation ??= violation;
            throw new InvariantViolatedException(violation);
        }
    }

    /// <summary>Tells where the scenario stands, for the message of one that fails.</summary>
    public Func<string> Describe { get; set; } = static () => "";

    /// <summary>Called after every step: a work item, or a move of the clock.</summary>
    public Action? Stepped { get; set; }

    /// <summary>Runs a scenario with each seed; <c>RUNNEL_SEED</c> in the environment picks one.</summary>
    public static void ForEachSeed(int count, Func<SimulatedThread, Task> scenario)
    {
        var one = Environment.GetEnvironmentVariable("RUNNEL_SEED");
        var seeds = one is null ? Enumerable.Range(1, count) : [int.Parse(one, CultureInfo.InvariantCulture)];
        OnOwnThread(() =>
        {
            foreach (var seed in seeds)
            {
                try
                {
                    Drive(seed, scenario);
                }
                catch (Exception exception)
                {
                    throw new InvalidOperationException($"RUNNEL_SEED={seed}: {exception.Message}", exception);
                }
            }
        });
    }

    /// <summary>Runs a scenario in a few orders, for tests that need to know when nothing more happens.</summary>
    public static void Run(Func<SimulatedThread, Task> scenario) => ForEachSeed(10, scenario);

    /// <summary>Completes when no work is ready: what has not happened by then waits for the test or for the clock.</summary>
    public Task RestAsync()
    {
        var rest = new TaskCompletionSource();
        waitingForRest.Enqueue(rest);
        return rest.Task;
    }

    /// <summary>Lets other work go first, or not, as the seed decides.</summary>
    public Task PauseAsync()
    {
        var pause = new TaskCompletionSource();
        Scheduler.Schedule(static pause => ((TaskCompletionSource)pause!).SetResult(), pause);
        return pause.Task;
    }

    /// <summary>Lets a random number of other work items go first.</summary>
    public async Task PausesAsync(int atMost)
    {
        for (var left = Random.Next(atMost + 1); left > 0; left--)
        {
            await PauseAsync();
        }
    }

    /// <summary>Runs a scenario with one seed, on the calling thread.</summary>
    public static void Drive(int seed, Func<SimulatedThread, Task> scenario)
    {
        var thread = new SimulatedThread(seed);
        var task = scenario(thread);
        while (!task.IsCompleted)
        {
            thread.Step();
        }

        thread.Scheduler.ThrowIfLeft();
        task.GetAwaiter().GetResult();
    }

    private void Step()
    {
        if (violation is not null)
        {
            throw new InvariantViolatedException(violation);
        }

        if (Scheduler.Steps > MaxSteps)
        {
            throw new InvalidOperationException($"The simulation does not come to an end. {Describe()} {Logs}");
        }

        if (Scheduler.RunOne())
        {
            Stepped?.Invoke();
            return;
        }

        if (waitingForRest.TryDequeue(out var rest))
        {
            rest.SetResult();
        }
        else if (Time.NextDue is { } due && waited < LongestRest)
        {
            waited += due - Time.GetUtcNow();
            Time.Advance(due - Time.GetUtcNow());
            Stepped?.Invoke();
        }
        else
        {
            Scheduler.ThrowIfLeft();
            throw new InvalidOperationException($"Deadlock: nothing is ready, no timer changes that, and the scenario has not ended. {Describe()} {Logs}");
        }
    }

    private static void OnOwnThread(Action work)
    {
        ExceptionDispatchInfo? failure = null;
        var thread = new Thread(() =>
        {
            try
            {
                work();
            }
            catch (Exception exception)
            {
                failure = ExceptionDispatchInfo.Capture(exception);
            }
        });
        thread.Start();
        if (!thread.Join(LongestWait))
        {
            throw new TimeoutException("The simulation hangs: something blocks its thread.");
        }

        failure?.Throw();
    }
}
