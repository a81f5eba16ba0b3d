using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A cursor resumes right after its part: what follows is dense, ordered and comes exactly once.</summary>
public sealed class G02_EveryCursor
{
    [Fact]
    public void EveryCursor_ResumesRightAfterItsPart() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, TwoAttemptsAsync);
        var run = await host.Client.TriggerAsync(new Question("?"));
        var all = await run.PartsAsync();

        for (var index = 0; index < all.Count; index++)
        {
            var resumed = await run.PartsAsync(RunCursor.Parse(all[index].Cursor.ToString()));

            Assert.Equal(all.Skip(index + 1).Lines(), resumed.Skip(1).Lines());
            var first = Assert.IsType<TestPart.Run>(resumed[0]);
            var known = all.Take(index + 1).OfType<TestPart.Run>().Last().Snapshot;
            Assert.Equal(all[index].Cursor, first.Cursor);
            Assert.Equal((known.Status, known.Attempt, known.Metadata.ToString()), (first.Snapshot.Status, first.Snapshot.Attempt, first.Snapshot.Metadata.ToString()));
        }
    });

    [Fact]
    public void TheLog_IsDense_AndItsPartsAreInItsOrder() => SimulatedThread.Run(async thread =>
    {
        var store = new Storage.InMemoryRunStore(thread.Time);
        var host = await SimulatedHost.StartAsync(thread, TwoAttemptsAsync, store);
        var run = await host.Client.TriggerAsync(new Question("?"));
        var parts = await run.PartsAsync();

        var entries = await store.EntriesAsync(run.Id);
        Assert.Equal(Enumerable.Range(1, entries.Count).Select(number => (long)number), entries.Select(entry => entry.Sequence));
        // Every entry but a stream's opening is a part.
        Assert.Equal(
            entries.Where(entry => entry.Kind != Log.EntryKind.StreamOpened).Select(entry => entry.Sequence),
            parts.Select(part => part.Cursor.Sequence));
    });

    [Fact]
    public void ACursor_SurvivesItsText()
    {
        var cursor = new RunCursor("run_0123", epoch: long.MaxValue, sequence: 42);

        Assert.Equal(cursor, RunCursor.Parse(cursor.ToString()));
        Assert.True(RunCursor.TryParse(cursor.ToString(), provider: null, out var parsed));
        Assert.Equal(cursor, parsed);
        Assert.Equal(cursor, System.Text.Json.JsonSerializer.Deserialize<RunCursor>(System.Text.Json.JsonSerializer.Serialize(cursor)));
    }

    private static async Task<Reply> TwoAttemptsAsync(Question question, TestStreams streams, TaskContext context, CancellationToken cancellationToken)
    {
        for (var number = 0; number < 5; number++)
        {
            await streams.Text.WriteAsync($"{context.Attempt}.{number}", cancellationToken);
            context.Metadata.Set("number", number);
            await streams.Numbers.WriteAsync(number, cancellationToken);
            if (number % 2 == 0)
            {
                await streams.Text.FlushAsync(cancellationToken);
            }
        }

        return context.Attempt == 1 ? throw new InvalidOperationException("again") : Reply.Done;
    }
}
