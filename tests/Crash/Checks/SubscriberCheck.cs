using System.Globalization;
using Runnel.Crash.Journals;

namespace Runnel.Crash.Checks;

/// <summary>What each subscriber was given, over all its subscriptions and lives, is the replay: each part once, in its place.</summary>
internal sealed class SubscriberCheck : IRunCheck
{
    public void Check(RunEvidence run, Action<FindingKind, string> find)
    {
        var replay = run.Parts.Select(part => (Sequence: ReplayCheck.SequenceOf(part), Digest: DigestOf(part), IsRun: part is RunPart.Run)).ToList();
        var log = run.Parts is [var first, ..] ? first.Cursor.ToString() : "";
        log = log[..Math.Max(0, log.LastIndexOf('.'))];
        foreach (var (name, subscriber) in run.Testimony.Subscribers)
        {
            var next = 0;
            foreach (var seen in subscriber.Parts)
            {
                if (seen.Cursor != log)
                {
                    find(FindingKind.Broken, $"{name} was given a part of the log {seen.Cursor}; it is {log} now.");
                }

                next = seen.IsResumed ? CheckResumed(seen, next) : CheckSeen(seen, next);
            }

            if (subscriber.Ends > 1)
            {
                find(FindingKind.Duplicated, $"{name} saw the run end {subscriber.Ends} times.");
            }
            else if (subscriber.Ends == 1 && next < replay.Count)
            {
                find(FindingKind.Lost, $"The subscription of {name} ended before the part of entry {replay[next].Sequence}; {replay.Count - next} parts were not given.");
            }
            else if (subscriber.Ends == 0 && run.Head.Status.IsTerminal)
            {
                find(FindingKind.Stuck, $"The subscription of {name} did not end, after {next} of {replay.Count} parts.");
            }

            int CheckSeen(SeenPart seen, int at)
            {
                var index = replay.FindIndex(part => part.Sequence == seen.Sequence);
                if (index < 0)
                {
                    find(FindingKind.Lost, $"{name} was given the part of entry {seen.Sequence}, which the log does not have.");
                    return at;
                }

                if (replay[index].Digest != seen.Digest)
                {
                    find(FindingKind.Lost, $"{name} was given another part of entry {seen.Sequence} than the log has now.");
                }

                if (index != at)
                {
                    find(index > at ? FindingKind.Lost : FindingKind.Duplicated, $"{name} was given the part of entry {seen.Sequence} when {(at < replay.Count ? $"that of {replay[at].Sequence}" : "nothing")} should come next.");
                }

                return Math.Max(at, index + 1);
            }

            // It shows the run as it stood at the part that was seen last.
            int CheckResumed(SeenPart seen, int at)
            {
                var index = replay.FindLastIndex(at - 1, part => part.IsRun);
                if (at == 0 || seen.Sequence != replay[at - 1].Sequence || replay[index].Digest != seen.Digest)
                {
                    find(FindingKind.Broken, $"{name} resumed after {at} parts and was given the run at entry {seen.Sequence}, or another run than the one that it had seen.");
                }

                return at;
            }
        }
    }

    private static ulong DigestOf(RunPart part) => ulong.Parse(PartDigest.Of(part), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture);
}
