using Microsoft.Extensions.DependencyInjection;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>What a run leaves waiting ends with it, and what never began leaves nothing.</summary>
public sealed class G08_Ends
{
    [Fact]
    public void AWaitThatNobodyAwaits_IsGivenUpWhenTheRunEnds() => SimulatedThread.Run(async thread =>
    {
        Task? left = null;
        var host = await SimulatedHost.StartAsync(thread, (_, _, context, _) =>
        {
            left = context.DelayAsync(TimeSpan.FromDays(20));
            return Task.FromResult(Reply.Done);
        });

        Assert.True((await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync()).IsSuccess);
        await thread.RestAsync();

        Assert.True(left!.IsCompleted);
        await Assert.ThrowsAnyAsync<Exception>(() => left);
    });

    [Fact]
    public void ATokenThatIsCanceledAlready_TriggersNothing() => SimulatedThread.Run(async thread =>
    {
        TestTask.Client? children = null;
        var child = new TestTask((_, _, _, _) => Task.FromResult(Reply.Done), "child");
        var host = await SimulatedHost.StartAsync(
            thread,
            new TestTask(async (_, _, _, _) =>
            {
                await Assert.ThrowsAnyAsync<OperationCanceledException>(
                    () => children!.TriggerAndWaitAsync(new Question("?"), cancellationToken: new CancellationToken(canceled: true)));
                return Reply.Done;
            }),
            others: child);
        children = host.ClientOf(child);

        Assert.True((await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync()).IsSuccess);

        Assert.Empty(await host.Runnel.ListAsync(new RunQuery { TaskId = "child" }));
    });

    [Fact]
    public void AFilter_IsDisposedOfWithItsAttempt() => SimulatedThread.Run(async thread =>
    {
        var disposed = new List<string>();
        var host = await SimulatedHost.StartAsync(
            thread,
            (_, _, _, _) => Task.FromResult(Reply.Done),
            configure: runnel =>
            {
                runnel.Services.AddSingleton(disposed);
                runnel.AddFilter<Disposable>();
            });

        await (await host.Client.TriggerAsync(new Question("?"))).WaitAsync();
        await thread.RestAsync();

        Assert.Equal(["disposed"], disposed);
    });

    [Fact]
    public void ResumersAndATakeAtOnce_ExceedNoWorkersPlaces() => SimulatedThread.ForEachSeed(60, async thread =>
    {
        var (now, most) = (0, 0);
        var family = new Family(thread, async (children, question, _, _) =>
        {
            if (question.Text == "waits")
            {
                await children.TriggerAndWaitAsync(new Question("hold"));
            }

            most = Math.Max(most, ++now);
            await thread.PausesAsync(20);
            now--;
            return Reply.Done;
        });
        var calls = new ProcessConnection(thread, family.Store, errorsPerThousand: 0);
        var host = await family.StartAsync(calls, runnel => runnel.Configure(options => options.MaxConcurrentRuns = 2), executesChildren: false);
        await SimulatedHost.StartAsync(thread, host.Child, family.Store);
        var runs = new List<RunHandle<Reply, TestPart>>();
        foreach (var text in (string[])["waits", "waits", "waits"])
        {
            runs.Add(await host.Parents.TriggerAsync(new Question(text)));
        }

        await thread.RestAsync();
        family.Release("hold");
        for (var number = 0; number < 4; number++)
        {
            runs.Add(await host.Parents.TriggerAsync(new Question($"{number}")));
        }

        foreach (var run in runs)
        {
            Assert.True((await run.WaitAsync()).IsSuccess);
        }

        Assert.InRange(most, 1, 2);
    });

    private sealed class Disposable(List<string> disposed) : ITaskFilter, IDisposable
    {
        public void Dispose() => disposed.Add("disposed");
    }
}
