using Runnel.Crash.Worker;

namespace Runnel.Crash.Tasks;

/// <summary>Runs every second, as it declares itself, and every other second, as a trigger has it.</summary>
[Task(Id)]
[Schedule("* * * * * *", Id = Declared, Missed = MissedRuns.RunAll)]
public sealed partial class Ticking(Witnesses witnesses)
{
    public const string Id = "ticking";
    public const string Declared = "every-second";
    public const string Created = "every-other-second";
    public const string CreatedCron = "*/2 * * * * *";

    public void Run(ScheduledTime time, TaskContext context)
    {
        using var witness = witnesses.Of(context);
        witness.Ticked(time);
    }

    /// <summary>How far apart the times of a schedule are.</summary>
    public static TimeSpan PeriodOf(string scheduleId) => TimeSpan.FromSeconds(scheduleId == Declared ? 1 : 2);
}
