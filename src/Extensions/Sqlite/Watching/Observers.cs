using System.Collections.Immutable;
using Microsoft.Extensions.Logging;
using Runnel.Storage;

namespace Runnel.Sqlite.Watching;

/// <summary>Who is told of commits.</summary>
internal sealed partial class Observers(ILogger logger)
{
    private ImmutableArray<IRunStoreObserver> all = [];

    public bool Any => !all.IsEmpty;

    public IDisposable Add(IRunStoreObserver observer)
    {
        ImmutableInterlocked.Update(ref all, static (all, added) => all.Add(added), observer);
        return new Watch(this, observer);
    }

    /// <summary>Tells what is certain, and forgets it.</summary>
    public void Tell(Notices notices)
    {
        if (!notices.IsEmpty)
        {
            foreach (var observer in all)
            {
                Tell(observer, notices);
            }

            notices.Clear();
        }
    }

    // An observer that fails must not take the writer with it, nor the calls that wait for it.
    private void Tell(IRunStoreObserver observer, Notices notices)
    {
        try
        {
            foreach (var notice in notices.Appended)
            {
                if (notice.Writer != observer)
                {
                    observer.OnAppended(notice.News);
                }
            }

            foreach (var runId in notices.SlotsFree)
            {
                observer.OnSlotFree(runId);
            }

            if (notices.AnyReady)
            {
                observer.OnReady();
            }
        }
        catch (Exception exception)
        {
            LogObserverFailed(exception);
        }
    }

    [LoggerMessage(LogLevel.Error, "An observer of the store failed; what was committed stays, and the others are told.")]
    private partial void LogObserverFailed(Exception exception);

    private sealed class Watch(Observers observers, IRunStoreObserver observer) : IDisposable
    {
        private bool isDisposed;

        public void Dispose()
        {
            if (!Interlocked.Exchange(ref isDisposed, true))
            {
                ImmutableInterlocked.Update(ref observers.all, static (all, removed) => all.Remove(removed), observer);
            }
        }
    }
}
