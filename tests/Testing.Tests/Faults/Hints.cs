using Runnel.Storage;

namespace Runnel.Testing.Tests.Faults;

/// <summary>Keeps what an observer is told.</summary>
internal sealed class Hints : IRunStoreObserver
{
    public List<string> Told { get; } = [];

    public int Ready { get; private set; }

    public void OnAppended(string runId, long head, RunIntent? intent) => Told.Add($"{runId} {head}");

    public void OnReady() => Ready++;
}
