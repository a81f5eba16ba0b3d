using Runnel.Crash.Tasks;

namespace Runnel.Crash.Checks;

/// <summary>Each due time of a schedule has one run, and none is left out, whoever of the processes was dead, held or cut off then.</summary>
internal sealed class ScheduleCheck : IKinCheck
{
    /// <summary>How long before the end the last time may be: of a schedule that is not served any more it is longer.</summary>
    private static readonly TimeSpan LongestSilence = TimeSpan.FromSeconds(15);

    public void Check(Kin kin, Findings findings)
    {
        var schedules = kin.Runs
            .Where(run => run.Head.TaskId == Ticking.Id)
            .Select(run => new Tick(run, run.PayloadOf<ScheduledTime>()))
            .GroupBy(tick => tick.Time.ScheduleId);
        foreach (var schedule in schedules)
        {
            CheckTimes(schedule.Key, [.. schedule.OrderBy(tick => tick.Time.DueAt)], kin.ClosedAt, findings);
        }

        foreach (var (tick, runs) in kin.Testimonies.Ticks.Where(tick => tick.Value.Count > 1))
        {
            findings.Add(FindingKind.Duplicated, runs.First(), $"{tick.Schedule} at {tick.DueAt:HH:mm:ss} was executed as {string.Join(" and ", runs)}.");
        }
    }

    private static void CheckTimes(string schedule, List<Tick> ticks, DateTimeOffset closedAt, Findings findings)
    {
        foreach (var (before, tick) in ticks.Zip(ticks.Skip(1)))
        {
            var distance = tick.Time.DueAt - before.Time.DueAt;
            if (distance == TimeSpan.Zero)
            {
                findings.Add(FindingKind.Duplicated, tick.Run.RunId, $"{schedule} has a second run for {tick.Time.DueAt:HH:mm:ss}, beside {before.Run.RunId}.");
            }
            else if (distance != Ticking.PeriodOf(schedule))
            {
                findings.Add(FindingKind.Lost, tick.Run.RunId, $"{schedule} has no run between {before.Time.DueAt:HH:mm:ss} and {tick.Time.DueAt:HH:mm:ss}.");
            }
            else if (tick.Time.PreviousDueAt != before.Time.DueAt)
            {
                findings.Add(FindingKind.Broken, tick.Run.RunId, $"{schedule} at {tick.Time.DueAt:HH:mm:ss} says that the one before was at {tick.Time.PreviousDueAt:HH:mm:ss}.");
            }
        }

        if (closedAt - ticks[^1].Time.DueAt > LongestSilence)
        {
            findings.Add(FindingKind.Stuck, ticks[^1].Run.RunId, $"It is the last of {schedule}; the campaign went on until {closedAt:HH:mm:ss}.");
        }

        foreach (var tick in ticks.Where(tick => tick.Run.Head.Status != RunStatus.Completed && tick.Run.Head.CreatedAt < closedAt))
        {
            findings.Add(FindingKind.Stuck, tick.Run.RunId, $"{schedule} at {tick.Time.DueAt:HH:mm:ss} is {tick.Run.Head.Status}.");
        }
    }

    private sealed record Tick(RunEvidence Run, ScheduledTime Time);
}
