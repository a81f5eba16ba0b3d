using System.Runtime.CompilerServices;
using Runnel.Scheduling;
using Runnel.Storage;

namespace Runnel.Log;

/// <summary>Follows the states of all runs that a query finds: those that are there, and those that come.</summary>
internal static class RunSetSubscription
{
    private const int PageSize = 1000;

    /// <summary>
    /// Each run as it stands, then again whenever its state has changed; the latest state, where several changes came at once.
    /// </summary>
    /// <param name="log">Where the runs are.</param>
    /// <param name="query">Which runs.</param>
    /// <param name="isComplete">Whether no more runs will be found, so that the subscription ends when all have ended.</param>
    /// <param name="cancellationToken">Ends it.</param>
    public static async IAsyncEnumerable<RunState> FollowAsync(
        RunLog log, RunQuery query, bool isComplete, [EnumeratorCancellation] CancellationToken cancellationToken)
    {
        using var changes = new ChangedRuns(log);
        using var watch = log.Store.Watch(changes);

        // Of those that have ended only the ids are kept.
        var members = new Dictionary<string, (RunState? State, long Head)>(StringComparer.Ordinal);
        var (mayHaveNew, changed) = (true, (IReadOnlyCollection<string>)[]);
        while (true)
        {
            foreach (var head in mayHaveNew ? await ListNewAsync(log, query, members, cancellationToken).ConfigureAwait(false) : [])
            {
                var state = await RunState.ReadAsync(log.Store, head.RunId, head.TaskId, head.Head, cancellationToken).ConfigureAwait(false);
                members[head.RunId] = (state.Status.IsTerminal ? null : state, head.Head);
                if (state.CreatedAt != default)
                {
                    yield return state;
                }
            }

            if (query.Tag is not null && changed.Any(runId => !members.ContainsKey(runId)))
            {
                changes.LookAgain();
            }

            foreach (var runId in changed)
            {
                if (members.TryGetValue(runId, out var member) && member.State is { } state
                    && await FindAsync(log, runId, cancellationToken).ConfigureAwait(false) is { } head && head.Head > member.Head)
                {
                    var hasChanged = await state.AdvanceAsync(log.Store, member.Head, head.Head, cancellationToken).ConfigureAwait(false);
                    members[runId] = (state.Status.IsTerminal ? null : state, head.Head);
                    if (hasChanged)
                    {
                        yield return state;
                    }
                }
            }

            if (isComplete && members.Values.All(member => member.State is null))
            {
                yield break;
            }

            (mayHaveNew, changed) = await changes.WaitAsync(cancellationToken).ConfigureAwait(false);
        }
    }

    // One that retention has taken in between has been seen to its end, or never will be.
    private static async ValueTask<RunHead?> FindAsync(RunLog log, string runId, CancellationToken cancellationToken)
    {
        try
        {
            return await log.Store.GetAsync(runId, cancellationToken).ConfigureAwait(false);
        }
        catch (RunGoneException)
        {
            return null;
        }
    }

    // Oldest first, and no further back than to runs that are known: ids are in the order of time, but of several machines' clocks, so a page is looked through.
    private static async ValueTask<List<RunHead>> ListNewAsync(
        RunLog log, RunQuery query, Dictionary<string, (RunState? State, long Head)> members, CancellationToken cancellationToken)
    {
        var found = new List<RunHead>();
        var next = query with { Limit = PageSize };
        while (true)
        {
            var page = await log.Store.ListAsync(next, cancellationToken).ConfigureAwait(false);
            found.AddRange(page.Where(head => !members.ContainsKey(head.RunId)));
            if (page.Count < PageSize || page.Any(head => members.ContainsKey(head.RunId)))
            {
                found.Reverse();
                return found;
            }

            next = next with { Before = page[^1].RunId };
        }
    }

    /// <summary>Which runs have changed since they were last asked for.</summary>
    private sealed class ChangedRuns(RunLog log) : IRunStoreObserver, IDisposable
    {
        /// <summary>A run may get a tag at any time, and nobody tells of that: so after other runs' changes it is looked, not too often.</summary>
        private static readonly TimeSpan Pause = TimeSpan.FromSeconds(1);

        private readonly Lock gate = new();
        private readonly Signal signal = new(log.Scheduler);
        private HashSet<string> changed = new(StringComparer.Ordinal);
        private ITimer? look;
        private bool mayHaveNew;

        public void OnAppended(RunNews news)
        {
            lock (gate)
            {
                changed.Add(news.RunId);
            }

            signal.Set();
        }

        public void OnReady()
        {
            lock (gate)
            {
                mayHaveNew = true;
            }

            signal.Set();
        }

        public void OnSlotFree(string runId)
        {
        }

        public void LookAgain()
        {
            lock (gate)
            {
                look ??= log.Time.CreateTimer(static changes => ((ChangedRuns)changes!).OnReady(), this, Pause, Timeout.InfiniteTimeSpan);
            }
        }

        public void Dispose()
        {
            lock (gate)
            {
                look?.Dispose();
            }
        }

        public async ValueTask<(bool MayHaveNew, IReadOnlyCollection<string> Changed)> WaitAsync(CancellationToken cancellationToken)
        {
            while (true)
            {
                lock (gate)
                {
                    if (mayHaveNew || changed.Count > 0)
                    {
                        var result = (mayHaveNew, changed.Order(StringComparer.Ordinal).ToList());
                        (mayHaveNew, changed) = (false, new(StringComparer.Ordinal));
                        if (result.mayHaveNew)
                        {
                            look?.Dispose();
                            look = null;
                        }

                        return result;
                    }
                }

                await signal.WaitAsync(cancellationToken).ConfigureAwait(false);
            }
        }
    }
}
