using System.Collections.Concurrent;
using Runnel.Storage;

namespace Runnel.Testing.Conformance;

/// <summary>Keeps what it is told.</summary>
internal sealed class RecordingObserver : IRunStoreObserver
{
    private readonly ConcurrentQueue<(string RunId, long Head, RunIntent? Intent)> told = new();
    private int ready;

    public int Ready => Volatile.Read(ref ready);

    public IReadOnlyCollection<(string RunId, long Head, RunIntent? Intent)> Told => told;

    public void OnAppended(string runId, long head, RunIntent? intent) => told.Enqueue((runId, head, intent));

    public void OnReady() => Interlocked.Increment(ref ready);

    public bool WasTold(string runId) => told.Any(hint => hint.RunId == runId);

    public bool WasTold(string runId, long head) => told.Any(hint => hint.RunId == runId && hint.Head >= head);
}
