using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>An execution whose run was taken away is told so at its next write, and through its token.</summary>
public sealed class G04_LateWorker
{
    [Fact]
    public void AfterItsRunWasTaken_ATaskMeetsRunFencedException() => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var errors = new List<Exception>();
        var isToldByToken = false;
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, context, cancellationToken) =>
        {
            var feed = new SimulatedFeed<string>();
            var piped = streams.Text.Pipe(feed);
            await streams.Numbers.WriteAsync(1, cancellationToken);
            await streams.Numbers.FlushAsync(cancellationToken);

            store.IsTakenAway = true;
            await streams.Numbers.WriteAsync(2, cancellationToken);
            errors.Add(await Assert.ThrowsAsync<RunFencedException>(async () => await streams.Numbers.FlushAsync(cancellationToken)));
            errors.Add(await Assert.ThrowsAsync<RunFencedException>(async () => await streams.Numbers.WriteAsync(3)));
            errors.Add(Assert.Throws<RunFencedException>(() => context.Metadata.Set("key", 1)));
            feed.Next("refused");
            errors.Add(await Assert.ThrowsAsync<RunFencedException>(() => piped.Completion));
            await SimulatedSources.UntilCanceledAsync(cancellationToken);
            isToldByToken = true;
            throw errors[0];
        }, store);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();

        Assert.Equal(4, errors.Count);
        Assert.True(isToldByToken);
        var known = (await host.Client.GetAsync(run.Id))!;
        Assert.Equal((RunStatus.Executing, 1, null), (known.Status, known.Attempt, known.Error));
        Assert.Equal(1, (await store.EntriesAsync(run.Id)).Count(entry => entry.Kind == Log.EntryKind.Chunk));
    });
}
