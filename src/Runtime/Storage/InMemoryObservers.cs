using System.Collections.Immutable;

namespace Runnel.Storage;

/// <summary>Who watches the in-memory store.</summary>
internal sealed class InMemoryObservers
{
    private ImmutableArray<IRunStoreObserver> observers = [];

    /// <summary>Tells an observer of commits until the result is disposed.</summary>
    public IDisposable Add(IRunStoreObserver observer)
    {
        ImmutableInterlocked.Update(ref observers, static (all, added) => all.Add(added), observer);
        return new Watch(this, observer);
    }

    /// <summary>Tells all; of what has grown, all but the one who wrote it.</summary>
    public void Tell(InMemoryNews news, IRunStoreObserver? writer = null)
    {
        foreach (var observer in observers)
        {
            news.Tell(observer, isWriter: observer == writer);
        }
    }

    private sealed class Watch(InMemoryObservers watched, IRunStoreObserver observer) : IDisposable
    {
        private bool isDisposed;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref isDisposed, true))
            {
                ImmutableInterlocked.Update(ref watched.observers, static (all, removed) => all.Remove(removed), observer);
            }
        }
    }
}
