using Runnel.Log;
using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>A commit that cannot be made holds up its own run; the others go on, and what was held up is not lost.</summary>
public sealed class G01_FailingCommits
{
    [Fact]
    public void ARunWhoseCommitsFail_HoldsUpNoOther() => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        string? bad = null;
        store.BeforeCommit = appends => appends.Any(append => append.RunId == bad && append.Change is null)
            ? throw new IOException("this run's segments cannot be stored")
            : Task.CompletedTask;
        var host = await SimulatedHost.StartAsync(thread, async (_, streams, _, _) =>
        {
            for (var number = 0; number < 5; number++)
            {
                await streams.Numbers.WriteAsync(number);
                await streams.Numbers.FlushAsync();
            }

            return Reply.Done;
        }, store);
        var stuck = await host.Client.TriggerAsync(new Question("stuck"));
        bad = stuck.Id;
        var others = new List<RunHandle<Reply, TestPart>>();
        for (var number = 0; number < 3; number++)
        {
            others.Add(await host.Client.TriggerAsync(new Question("other")));
        }

        foreach (var other in others)
        {
            Assert.Equal([0, 1, 2, 3, 4], (await other.PartsAsync()).Numbers());
        }

        Assert.Equal(RunStatus.Executing, (await host.Client.GetAsync(stuck.Id))!.Status);
        bad = null;
        Assert.Equal([0, 1, 2, 3, 4], (await stuck.PartsAsync()).Numbers());
    });

    [Fact]
    public void ARunWhoseLogIsDamaged_EndsAsFailed_AndSaysWhy() => SimulatedThread.Run(async thread =>
    {
        var store = new StoreWrapper(new InMemoryRunStore(thread.Time));
        var isDamaged = true;
        store.AfterRead = (request, _) => isDamaged
            ? throw new RunDamagedException(request.RunId, "Its page 7 is not what was written. Restore a backup.")
            : Task.CompletedTask;
        var executions = 0;
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) =>
        {
            executions++;
            return Task.FromResult(Reply.Done);
        }, store);
        var run = await host.Client.TriggerAsync(new Question("?"));
        await thread.RestAsync();

        Assert.Equal([EntryKind.Created, EntryKind.Failed], await KindsAsync());
        Assert.Equal(0, executions);
        await Assert.ThrowsAsync<RunDamagedException>(async () => await run.PartsAsync());

        async Task<List<EntryKind>> KindsAsync()
        {
            isDamaged = false;
            var kinds = await store.KindsAsync(run.Id);
            isDamaged = true;
            return kinds;
        }
    });
}
