using Runnel.Storage;

namespace Runnel.Tests.Simulation;

/// <summary>An in-memory store that takes its time and now and then loses an answer, before or after it has committed.</summary>
internal static class RandomStore
{
    public static StoreWrapper Create(SimulatedThread thread)
    {
        return new StoreWrapper(new InMemoryRunStore(thread.Time))
        {
            BeforeAppend = _ => DelayAsync("lost before the commit"),
            AfterAppend = _ => DelayAsync("lost after the commit"),
            AfterRead = (_, _) => thread.PausesAsync(2),
        };

        async Task DelayAsync(string failure)
        {
            await thread.PausesAsync(4);
            if (thread.Random.Next(25) == 0)
            {
                throw new IOException(failure);
            }
        }
    }
}
