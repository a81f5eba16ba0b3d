using Runnel.Log;

namespace Runnel.Tests.Simulation;

/// <summary>What holds for the log of every run that has ended.</summary>
internal static class LogRules
{
    public static void Check(IReadOnlyList<LogEntry> log, int maxAttempts)
    {
        Assert.Equal(Enumerable.Range(1, log.Count).Select(number => (long)number), log.Select(entry => entry.Sequence));
        Assert.Equal(EntryKind.Created, log[0].Kind);
        Assert.Single(log, entry => entry.Kind.IsTerminal);
        Assert.True(log[^1].Kind.IsTerminal);
        Assert.InRange(log.Count(entry => entry.Kind is EntryKind.AttemptFailed or EntryKind.Failed), low: 0, maxAttempts);
        CheckStatuses(log);
        CheckStreams(log);
    }

    private static void CheckStatuses(IReadOnlyList<LogEntry> log)
    {
        var (isExecuting, hasReturned, attempt) = (false, false, 0);
        foreach (var entry in log.Skip(1))
        {
            switch (entry.Kind)
            {
                case EntryKind.Started:
                    Assert.False(isExecuting || hasReturned, $"{entry.Sequence}: started while executing or after the return");
                    Assert.True(entry.Attempt > attempt, $"{entry.Sequence}: attempt {entry.Attempt} after {attempt}");
                    (isExecuting, attempt) = (true, entry.Attempt);
                    break;
                case EntryKind.Returned:
                    Assert.True(isExecuting && !hasReturned, $"{entry.Sequence}: returned without executing, or twice");
                    hasReturned = true;
                    break;
                case EntryKind.AttemptFailed or EntryKind.HandedBack:
                    Assert.True(isExecuting || hasReturned, $"{entry.Sequence}: {entry.Kind} without executing");
                    isExecuting = false;
                    break;
                case EntryKind.Completed:
                    Assert.True(hasReturned, "completed without a return");
                    break;
                case EntryKind.Canceled:
                    Assert.False(hasReturned, "canceled after the return");
                    break;
            }
        }
    }

    private static void CheckStreams(IReadOnlyList<LogEntry> log)
    {
        var open = new Dictionary<string, int>();
        foreach (var entry in log.Where(entry => entry.Key is not null))
        {
            switch (entry.Kind)
            {
                case EntryKind.StreamOpened:
                    Assert.True(open.TryAdd(entry.Key!, entry.Attempt), $"{entry.Sequence}: {entry.Key} opened twice");
                    break;
                case EntryKind.Chunk:
                    Assert.True(open.TryGetValue(entry.Key!, out var writing) && writing == entry.Attempt, $"{entry.Sequence}: a chunk outside its stream");
                    break;
                case EntryKind.StreamEnded:
                    Assert.True(open.Remove(entry.Key!, out var ended) && ended == entry.Attempt, $"{entry.Sequence}: the end of a stream that is not open");
                    break;
            }
        }

        Assert.Empty(open);
    }
}
