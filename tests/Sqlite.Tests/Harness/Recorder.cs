using Runnel.Storage;

namespace Runnel.Sqlite.Tests.Harness;

/// <summary>An observer that remembers, and that a test can wait for.</summary>
internal sealed class Recorder : IRunStoreObserver
{
    private readonly Lock gate = new();
    private readonly List<(string RunId, long Head, RunIntent? Intent)> appended = [];
    private readonly List<(Func<bool> IsMet, TaskCompletionSource Met)> waiting = [];
    private readonly List<string> slots = [];
    private int ready;

    public IReadOnlyList<string> SlotsFree => Read(() => slots.ToList());

    public int Ready => Read(() => ready);

    public IReadOnlyList<(string RunId, long Head, RunIntent? Intent)> Appended => Read(() => appended.ToList());

    public void OnAppended(RunNews news) => Change(() => appended.Add((news.RunId, news.Head, news.Intent)));

    public void OnSlotFree(string runId) => Change(() => slots.Add(runId));

    public void OnReady() => Change(() => ready++);

    public Task ReadyAsync(int times = 1) => WhenAsync(() => ready >= times);

    public Task AppendedAsync(string runId, long head) => WhenAsync(() => appended.Exists(notice => notice.RunId == runId && notice.Head >= head));

    public Task SlotFreeAsync(string runId, int times = 1) => WhenAsync(() => slots.Count(slot => slot == runId) >= times);

    private T Read<T>(Func<T> read)
    {
        lock (gate)
        {
            return read();
        }
    }

    private void Change(Action change)
    {
        lock (gate)
        {
            change();
            foreach (var (_, met) in waiting.Where(wait => wait.IsMet()))
            {
                met.TrySetResult();
            }
        }
    }

    private Task WhenAsync(Func<bool> isMet)
    {
        var met = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        lock (gate)
        {
            if (isMet())
            {
                met.SetResult();
            }

            waiting.Add((isMet, met));
        }

        return met.Task.WaitAsync(TimeSpan.FromSeconds(20));
    }
}
