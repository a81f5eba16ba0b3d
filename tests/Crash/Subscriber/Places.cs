using System.Collections.Concurrent;
using Runnel.Crash.Journals;
using Runnel.Crash.Roles;

namespace Runnel.Crash.Subscriber;

/// <summary>How far a subscriber has seen each run, as its journals tell.</summary>
internal sealed class Places
{
    private readonly ConcurrentDictionary<string, RunCursor> cursors = new(StringComparer.Ordinal);
    private readonly ConcurrentDictionary<string, bool> ended = new(StringComparer.Ordinal);

    public static Places Read(RoleOptions role)
    {
        var places = new Places();
        foreach (var line in new JournalTail(role.Folder, $"{role.Role}-{role.Slot}").ReadNew())
        {
            if (line.Verb == Verbs.Seen)
            {
                places[line.Words[1]] = RunCursor.Parse(line.Words[2]);
            }
            else if (line.Verb == Verbs.Ended)
            {
                places.ended[line.Words[1]] = true;
            }
        }

        return places;
    }

    /// <summary>The last part of a run that was noted.</summary>
    public RunCursor? this[string runId]
    {
        get => cursors.TryGetValue(runId, out var cursor) ? cursor : null;
        set => cursors[runId] = value!.Value;
    }

    public bool HasEnded(string runId) => ended.ContainsKey(runId);
}
