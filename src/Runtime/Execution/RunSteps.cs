using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;
using Runnel.Streams;

namespace Runnel.Execution;

/// <summary>The steps of one execution's task, with what the log has of those of earlier ones.</summary>
internal sealed class RunSteps(
    ExecutionEnvironment environment, RunWriter writer, RunState state, RunWaits waits, StopReasons stop, Action<string> warn) : TaskSteps
{
    /// <summary>The largest result of a step, in bytes of JSON.</summary>
    internal const int MaxResultBytes = 3 * 1024 * 1024;

    private readonly Lock gate = new();
    private Dictionary<string, JsonElement>? memos = state.Memos.Count > 0 ? new(state.Memos, StringComparer.Ordinal) : null;
    private Dictionary<string, Outcome>? underWay;
    private Dictionary<string, int>? counts;
    private HashSet<string>? recalled;
    private List<string>? tags;
    private int delays;

    /// <summary>The clock of the run's host.</summary>
    public TimeProvider Time => environment.Log.Time;

    /// <summary>Canceled when the execution is to stop.</summary>
    public CancellationToken Stopping => stop.Token;

    /// <summary>What the log had when the execution began.</summary>
    public IReadOnlyDictionary<string, JsonElement> Earlier => state.Memos;

    /// <summary>Notes what went wrong without ending the run.</summary>
    public void Warn(string message) => warn(message);

    /// <summary>How often this execution has asked for the name, this time included.</summary>
    public int Count(string name)
    {
        lock (gate)
        {
            counts ??= new(StringComparer.Ordinal);
            return counts[name] = counts.GetValueOrDefault(name) + 1;
        }
    }

    /// <summary>Keeps what a step has come to, in the run's log, for later executions.</summary>
    /// <param name="name">Names the step within the run.</param>
    /// <param name="value">What it has come to.</param>
    /// <param name="what">What is kept, for people.</param>
    /// <exception cref="InvalidOperationException">It is too large.</exception>
    public async ValueTask KeepAsync(string name, JsonElement value, string what)
    {
        var entry = Memo(name, value);
        if (entry.Json.Length > MaxResultBytes)
        {
            throw new InvalidOperationException($"{what} has {entry.Json.Length:N0} bytes of JSON; at most {MaxResultBytes:N0} are kept. Store it elsewhere and return a reference.");
        }

        await writer.AppendOrThrowAsync(change: null, [], entry).ConfigureAwait(false);
    }

    /// <summary>What a step has come to in an earlier execution.</summary>
    public bool TryGet(string name, out JsonElement value)
    {
        if (!state.Memos.TryGetValue(name, out value))
        {
            return false;
        }

        lock (gate)
        {
            (recalled ??= new(StringComparer.Ordinal)).Add(name);
        }

        return true;
    }

    /// <summary>Whether this execution has asked for what the step has come to, and was told.</summary>
    public bool IsRecalled(string name)
    {
        lock (gate)
        {
            return recalled?.Contains(name) is true;
        }
    }

    public override async Task<T> OnceAsync<T>(string key, Func<CancellationToken, Task<T>> work, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        ArgumentNullException.ThrowIfNull(work);
        var name = "once/" + key;
        var type = (JsonTypeInfo<T>)environment.Tasks.Json.GetTypeInfo(typeof(T));
        while (true)
        {
            Task? other;
            Outcome? own = null;
            lock (gate)
            {
                if (memos is not null && memos.TryGetValue(name, out var memo))
                {
                    return Read(key, memo, type);
                }

                if (underWay is not null && underWay.TryGetValue(name, out var outcome))
                {
                    other = outcome.WaitAsync();
                }
                else
                {
                    other = null;
                    (underWay ??= new(StringComparer.Ordinal))[name] = own = new Outcome(environment.Log.Scheduler);
                }
            }

            if (other is null)
            {
                return await DoAsync(key, name, work, type, own!, cancellationToken).ConfigureAwait(false);
            }

            // Somebody does it now. If that fails, it is this caller's turn.
            await other.ConfigureAwait(false);
        }
    }

    public override async Task DelayAsync(TimeSpan delay, CancellationToken cancellationToken)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(delay, TimeSpan.Zero);
        string name;
        JsonElement memo = default;
        bool isKnown;
        lock (gate)
        {
            name = $"delay/{++delays}";
            isKnown = memos is not null && memos.TryGetValue(name, out memo);
        }

        // A later execution waits for what is left, not anew.
        var now = environment.Log.Time.GetUtcNow();
        var left = isKnown ? memo.GetDateTimeOffset() - now : delay;
        left = left < delay ? left : delay;
        if (left <= TimeSpan.Zero)
        {
            return;
        }

        await waits.BeginAsync([], isKnown ? [] : [Memo(name, JsonSerializer.SerializeToElement(now.After(delay), EntryBodies.Default.DateTimeOffset))]).ConfigureAwait(false);
        try
        {
            using var both = CancellationTokenSource.CreateLinkedTokenSource(cancellationToken, stop.Token);
            await environment.Log.Scheduler.DelayAsync(left, environment.Log.Time, both.Token).ConfigureAwait(false);
        }
        finally
        {
            await waits.EndAsync().ConfigureAwait(false);
        }
    }

    public override async Task TagAsync(IReadOnlyList<string> tags)
    {
        ArgumentNullException.ThrowIfNull(tags);
        List<string> added;
        lock (gate)
        {
            this.tags ??= [.. state.Tags];
            added = [.. tags.Except(this.tags, StringComparer.Ordinal)];
            TriggerRules.ValidateTags([.. this.tags, .. added]);
            this.tags.AddRange(added);
        }

        if (added.Count > 0)
        {
            var entry = (writer.NewEntry(EntryKind.Tagged), EntryBodies.Encode(new TagsBody(added), EntryBodies.Default.TagsBody));
            await writer.AppendOrThrowAsync(new HeadChange { Tags = added }, [], entry).ConfigureAwait(false);
        }
    }

    private async Task<T> DoAsync<T>(
        string key, string name, Func<CancellationToken, Task<T>> work, JsonTypeInfo<T> type, Outcome outcome, CancellationToken cancellationToken)
    {
        try
        {
            AmbientRun.EnterStep(name);
            var result = await work(cancellationToken).ConfigureAwait(false);
            var memo = JsonSerializer.SerializeToElement(result, type);
            await KeepAsync(name, memo, $"OnceAsync(\"{key}\"): the result").ConfigureAwait(false);
            lock (gate)
            {
                (memos ??= new(StringComparer.Ordinal))[name] = memo;
            }

            return result;
        }
        finally
        {
            lock (gate)
            {
                underWay!.Remove(name);
            }

            outcome.End();
        }
    }

    private (LogEntry Entry, byte[] Json) Memo(string name, JsonElement value) =>
        (writer.NewEntry(EntryKind.Memo), EntryBodies.Encode(new MemoBody(name, value), EntryBodies.Default.MemoBody));

    private static T Read<T>(string key, JsonElement memo, JsonTypeInfo<T> type)
    {
        try
        {
            return memo.Deserialize(type)!;
        }
        catch (JsonException exception)
        {
            throw new InvalidOperationException(
                $"OnceAsync(\"{key}\"): an earlier execution kept a result that is no {typeof(T)}. Use another key for another step, also in a new version of the task.", exception);
        }
    }
}
