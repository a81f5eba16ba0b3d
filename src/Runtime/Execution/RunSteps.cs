using System.Text.Json;
using System.Text.Json.Serialization.Metadata;
using Runnel.Log;
using Runnel.Scheduling;
using Runnel.Storage;
using Runnel.Streams;

namespace Runnel.Execution;

/// <summary>The steps of one execution's task, with what the log has of those of earlier ones.</summary>
internal sealed class RunSteps(ExecutionEnvironment environment, RunWriter writer, RunState state, RunWaits waits, StopReasons stop) : TaskSteps
{
    /// <summary>The largest result of a step, in bytes of JSON.</summary>
    internal const int MaxResultBytes = 3 * 1024 * 1024;

    private readonly Lock gate = new();
    private Dictionary<string, JsonElement>? memos = state.Memos.Count > 0 ? new(state.Memos, StringComparer.Ordinal) : null;
    private Dictionary<string, Outcome>? underWay;
    private List<string>? tags;
    private int delays;

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
            var result = await work(cancellationToken).ConfigureAwait(false);
            var memo = JsonSerializer.SerializeToElement(result, type);
            var entry = Memo(name, memo);
            if (entry.Json.Length > MaxResultBytes)
            {
                throw new InvalidOperationException(
                    $"OnceAsync(\"{key}\"): the result has {entry.Json.Length:N0} bytes of JSON; at most {MaxResultBytes:N0} are kept. Store it elsewhere and return a reference.");
            }

            await writer.AppendOrThrowAsync(change: null, [], entry).ConfigureAwait(false);
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
