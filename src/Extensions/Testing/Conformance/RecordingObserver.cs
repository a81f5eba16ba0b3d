using System.Collections.Concurrent;
using Runnel.Storage;

namespace Runnel.Testing.Conformance;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingObserver : IRunStoreObserver
{
    private readonly ConcurrentQueue<(string RunId, long Head, RunIntent? Intent)> told = new();
    private readonly ConcurrentQueue<string> slots = new();
    private int ready;

    /// <summary>The runs that were told to come for a slot.</summary>
    public IReadOnlyCollection<string> SlotsFree => slots;

    public int Ready => Volatile.Read(ref ready);

    public IReadOnlyCollection<(string RunId, long Head, RunIntent? Intent)> Told => told;

    public void OnAppended(RunNews news) => told.Enqueue((news.RunId, news.Head, news.Intent));

    public void OnSlotFree(string runId) => slots.Enqueue(runId);

    public void OnReady() => Interlocked.Increment(ref ready);

    public bool WasTold(string runId) => told.Any(hint => hint.RunId == runId);

    public bool WasTold(string runId, long head) => told.Any(hint => hint.RunId == runId && hint.Head >= head);
}
