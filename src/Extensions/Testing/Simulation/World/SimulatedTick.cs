namespace Runnel.Testing.Simulation;

/// <summary>A task that a schedule runs.</summary>
[Task("tick")]
internal sealed partial class SimulatedTick(SimulatedThread thread)
{
    public const string Schedule = "ticks";

    /// <summary>How far two due times are apart.</summary>
    public static readonly TimeSpan Period = TimeSpan.FromSeconds(10);

    public const string Cron = "*/10 * * * * *";

    public async Task<DateTimeOffset> RunAsync(ScheduledTime time)
    {
        await thread.PausesAsync(3);
        return time.DueAt;
    }
}
