using Runnel.Storage;

namespace Runnel.Testing.Tests.Faults;

/// <summary>Keeps what an observer is told.</summary>
internal sealed class Hints : IRunStoreObserver
{
    public List<string> Told { get; } = [];

    public int Ready { get; private set; }

    public void OnAppended(RunNews news) => Told.Add($"{news.RunId} {news.Head}");

    public void OnSlotFree(string runId) => Told.Add($"slot {runId}");

    public void OnReady() => Ready++;
}
