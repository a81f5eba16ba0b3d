using System.Globalization;
using Runnel.Crash.Journals;
using Runnel.Crash.Roles;
using Runnel.Crash.Tasks.Agents;

namespace Runnel.Crash.Checks;

/// <summary>What all journals say, by run.</summary>
internal sealed class Testimonies
{
    private readonly Dictionary<string, Testimony> runs = new(StringComparer.Ordinal);

    /// <summary>The runs that the journals name.</summary>
    public IReadOnlyDictionary<string, Testimony> Runs => runs;

    /// <summary>The batches that a trigger was told were made, by their assignments' numbers.</summary>
    public Dictionary<int, string> Scattered { get; } = [];

    /// <summary>The runs of each due time, as their code says.</summary>
    public Dictionary<(string Schedule, DateTimeOffset DueAt), HashSet<string>> Ticks { get; } = [];

    public static int Number(string word) => int.Parse(word, CultureInfo.InvariantCulture);

    public static Testimonies Read(WorkFolder folder)
    {
        var testimonies = new Testimonies();
        foreach (var role in (string[])[
            RoleOptions.Controller, RoleOptions.Trigger, RoleOptions.Worker, RoleOptions.ParentWorker, RoleOptions.ChildWorker,
            RoleOptions.AgentWorker, RoleOptions.Subscriber])
        {
            foreach (var line in new JournalTail(folder, role).ReadNew())
            {
                testimonies.Add(line);
            }
        }

        return testimonies;
    }

    private void Add(JournalLine line)
    {
        switch (line.Words)
        {
            case [Verbs.Made, var number, var run]:
                Of(run).Number = Number(number);
                break;
            case [Verbs.Canceled, var run]:
                Of(run).IsCanceled = true;
                break;
            case [Verbs.Begun, var run, var attempt]:
                Of(run).Begun.Add((Number(attempt), line.Process));
                break;
            case [Verbs.Durable, var run, var attempt, var stream, var count]:
                var durable = Of(run).Durable;
                var key = (Number(attempt), stream);
                durable[key] = Math.Max(durable.GetValueOrDefault(key), Number(count));
                break;
            case [Verbs.Seen or Verbs.Resumed, var run, var cursor, var digest]:
                Add(Of(run, line.Process), line.Verb == Verbs.Resumed, cursor, digest);
                break;
            case [Verbs.Ended, var run]:
                Of(run, line.Process).Ends++;
                break;
            case [Verbs.Scattered, var number, var batch]:
                Scattered.Add(Number(number), batch);
                break;
            case [Verbs.Entered, var number, var index, var run, var attempt, var lane, var ticks]:
                Of(run).Occupations.Add(new Occupation(Number(number), Number(index), Number(attempt), lane, At(ticks)));
                break;
            case [Verbs.Left, var run, var attempt, var ticks]:
                Of(run).Occupations.Last(occupation => occupation.Attempt == Number(attempt)).To = At(ticks);
                break;
            case [Verbs.Step, var run, var attempt, var step, var ticks]:
                Of(run).Steps.Add((Number(attempt), step, At(ticks)));
                break;
            case [Verbs.Kept, var run, var attempt, var step, var value]:
                Of(run).Kept.Add((Number(attempt), step, value));
                break;
            case [Verbs.Model, var run, var attempt, var step]:
                Of(run).Asked.Add((Number(attempt), Number(step)));
                break;
            case [Verbs.Tool, var run, var attempt, var tool, var argument]:
                Of(run).Called.Add((Number(attempt), new AgentCall(tool, Number(argument))));
                break;
            case [Verbs.Ticked, var schedule, var ticks, var run, _]:
                var tick = (schedule, At(ticks));
                Ticks.TryAdd(tick, new HashSet<string>(StringComparer.Ordinal));
                Ticks[tick].Add(run);
                break;
            case [Verbs.Orphaned, var run, .. var completed]:
                Of(run).Orphaned.Add(completed);
                break;
            case [Verbs.Asked, _]:
                break;
            default:
                throw new InvalidDataException($"The journal of {line.Process} has a line that nobody writes: '{string.Join(' ', line.Words)}'.");
        }
    }

    private static DateTimeOffset At(string ticks) => new(long.Parse(ticks, CultureInfo.InvariantCulture), TimeSpan.Zero);

    private static void Add(SubscriberTestimony subscriber, bool isResumed, string cursor, string digest)
    {
        var dot = cursor.LastIndexOf('.');
        var log = cursor[..dot];
        log = subscriber.Parts.Count > 0 && subscriber.Parts[0].Cursor == log ? subscriber.Parts[0].Cursor : log;
        subscriber.Parts.Add(new SeenPart(
            isResumed,
            log,
            long.Parse(cursor.AsSpan(dot + 1), CultureInfo.InvariantCulture),
            ulong.Parse(digest, NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture)));
    }

    private Testimony Of(string runId)
    {
        if (!runs.TryGetValue(runId, out var testimony))
        {
            runs[runId] = testimony = new Testimony();
        }

        return testimony;
    }

    // The generations of a slot are one subscriber: its name without the generation.
    private SubscriberTestimony Of(string runId, string process)
    {
        var slot = process[..process.LastIndexOf('-')];
        var subscribers = Of(runId).Subscribers;
        if (!subscribers.TryGetValue(slot, out var subscriber))
        {
            subscribers[slot] = subscriber = new SubscriberTestimony();
        }

        return subscriber;
    }
}
