using Runnel.Storage;

namespace Runnel.Testing.Tests.Conformance;

internal sealed class StoreThatTellsOfNothingReady(IRunStore inner) : DelegatingStore(inner)
{
    public override IDisposable Watch(IRunStoreObserver observer) => Inner.Watch(new Filter(observer, tellsReady: false, tellsSlots: true));
}

internal sealed class StoreThatTellsNobodyInLine(IRunStore inner) : DelegatingStore(inner)
{
    public override IDisposable Watch(IRunStoreObserver observer) => Inner.Watch(new Filter(observer, tellsReady: true, tellsSlots: false));
}

/// <summary>An observer that is not told all.</summary>
internal sealed class Filter(IRunStoreObserver observer, bool tellsReady, bool tellsSlots) : IRunStoreObserver
{
    public void OnAppended(RunNews news) => observer.OnAppended(news);

    public void OnReady()
    {
        if (tellsReady)
        {
            observer.OnReady();
        }
    }

    public void OnSlotFree(string runId)
    {
        if (tellsSlots)
        {
            observer.OnSlotFree(runId);
        }
    }
}
