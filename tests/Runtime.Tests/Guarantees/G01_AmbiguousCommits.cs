using Runnel.Log;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;


/// <summary>A commit whose answer is lost, before or after the store had it, is repeated: nothing is lost, nothing doubled.</summary>
public sealed class G01_AmbiguousCommits
{
    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void EveryCommitOfARun_CanLoseItsAnswer(bool afterTheStoreHadIt)
    {
        var commits = 0;
        for (var failing = 0; failing <= commits; failing++)
        {
            SimulatedThread.Run(async thread => commits = await RunAsync(thread, failing, afterTheStoreHadIt));
        }

        Assert.True(commits >= 5, $"{commits} commits");
    }

    // Gives the number of commits where none fails.
    private static async Task<int> RunAsync(SimulatedThread thread, int failing, bool afterTheStoreHadIt)
    {
        var inMemory = new Storage.InMemoryRunStore(thread.Time);
        var store = new StoreWrapper(inMemory);
        store.OnAppend(afterTheStoreHadIt, number => number == failing ? throw new IOException("lost") : Task.CompletedTask);
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, context, _) =>
        {
            await streams.Numbers.WriteAsync(context.Attempt);
            await streams.Numbers.FlushAsync();
            if (context.Attempt == 1)
            {
                throw new InvalidOperationException("again");
            }

            await streams.Text.WriteAsync("end");
            return Reply.Done;
        }, store);

        var run = await host.Client.TriggerAsync(new Question("?"));
        var live = await run.PartsAsync();

        Assert.Equal(RunStatus.Completed, live.Last().Status);
        Assert.Equal([1, 2], live.Numbers());
        Assert.Equal(["end"], live.Texts());
        Assert.Equal(live.Lines(), (await run.PartsAsync()).Lines());
        var entries = await inMemory.EntriesAsync(run.Id);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(sequence => (long)sequence), entries.Select(entry => entry.Sequence));
        Assert.Single(entries, entry => entry.Kind.IsTerminal);
        return failing == 0 ? store.Appends : Math.Max(failing, store.Appends - 1);
    }
}
