namespace Runnel.Crash.Checks;

/// <summary>Of a lane no more runs were executed at once than it has slots, as their own code says.</summary>
internal sealed class OccupationCheck : IKinCheck
{
    public void Check(Kin kin, Findings findings)
    {
        // What a dead execution's code still did is its own: from when its worker is declared dead its slot is another's.
        var all = kin.Portions.SelectMany(run => run.Testimony.Occupations.Select(occupation => (
            run.RunId, occupation.Lane, occupation.From, To: Earlier(occupation.To, run.EndOf(occupation.Attempt)))));
        foreach (var (lane, most, at, runId) in MostAtOnce(all).Where(lane => lane.Most > kin.QueueLimit))
        {
            findings.Add(FindingKind.Broken, runId, $"At {at:HH:mm:ss.ffff} {most} runs of lane {lane} were executed at once; it has {kin.QueueLimit} slots.");
        }
    }

    /// <summary>For each lane, how many there were at once at most.</summary>
    public static IEnumerable<(string Lane, int Most, DateTimeOffset At, string RunId)> MostAtOnce(
        IEnumerable<(string RunId, string Lane, DateTimeOffset From, DateTimeOffset To)> occupations)
    {
        foreach (var lane in occupations.Where(one => one.From < one.To).GroupBy(one => one.Lane))
        {
            var (now, most) = (0, (Count: 0, At: DateTimeOffset.MinValue, RunId: ""));
            foreach (var (at, by, runId) in lane
                .SelectMany(one => new[] { (At: one.From, By: +1, one.RunId), (At: one.To, By: -1, one.RunId) })
                .OrderBy(change => change.At).ThenBy(change => change.By))
            {
                now += by;
                most = now > most.Count ? (now, at, runId) : most;
            }

            yield return (lane.Key, most.Count, most.At, most.RunId);
        }
    }

    private static DateTimeOffset Earlier(DateTimeOffset left, DateTimeOffset right) => left < right ? left : right;
}
