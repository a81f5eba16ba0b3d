using Runnel.Storage;
using Runnel.Tests.Simulation;

namespace Runnel.Tests.Guarantees;

/// <summary>Replay works until retention ends; then it says Gone, never a quiet end.</summary>
public sealed class G03_Retention
{
    private static readonly TimeSpan Retention = TimeSpan.FromHours(2);

    [Fact]
    public void AFinishedRun_CanBeReadUntilRetentionEnds_AndIsGoneThen() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(thread, (_, _, _, _) => Task.FromResult(Reply.Done), Store(thread));
        var run = await host.Client.TriggerAsync(new Question("?"));
        var live = await run.PartsAsync();

        thread.Time.Advance(Retention);
        Assert.Equal(live.Lines(), (await run.PartsAsync()).Lines());
        thread.Time.Advance(TimeSpan.FromMilliseconds(1));

        Assert.Equal(run.Id, (await Assert.ThrowsAsync<RunGoneException>(() => run.PartsAsync())).RunId);
        await Assert.ThrowsAsync<RunGoneException>(() => run.PartsAsync(live[0].Cursor));
        await Assert.ThrowsAsync<RunGoneException>(() => run.WaitAsync());
        await Assert.ThrowsAsync<RunGoneException>(() => run.CancelAsync());
        await Assert.ThrowsAsync<RunGoneException>(() => host.Client.GetAsync(run.Id));
        await Assert.ThrowsAsync<RunGoneException>(() => host.Client.ReadTextAsync(run.Id).ReadAllAsync());
        await Assert.ThrowsAsync<RunGoneException>(() => host.Runnel.SubscribeAsync(run.Id).ReadAllAsync());
        Assert.Empty(await host.Runnel.ListAsync());
    });

    [Fact]
    public void AReaderInTheMiddle_IsToldThatTheRestIsGone() => SimulatedThread.Run(async thread =>
    {
        var host = await SimulatedHost.StartAsync(
            thread,
            async (_, streams, _, _) =>
            {
                for (var number = 0; number < 100; number++)
                {
                    await streams.Text.WriteAsync(new string('x', 100));
                    await streams.Text.FlushAsync();
                }

                return Reply.Done;
            },
            Store(thread),
            runnel => runnel.Configure(options => (options.PageBytes, options.LiveTailBytes) = (1024, 1024)));
        var run = await host.Client.TriggerAsync(new Question("?"));
        await run.WaitAsync();
        await using var reader = run.Reader();
        await reader.UntilAsync<TestPart.Text>();

        thread.Time.Advance(2 * Retention);
        await host.Client.TriggerAsync(new Question("takes the old run away"));

        await Assert.ThrowsAsync<RunGoneException>(reader.ToEndAsync);
        Assert.InRange(reader.Seen.Texts().Count, low: 1, high: 99);
    });

    private static InMemoryRunStore Store(SimulatedThread thread) => new(thread.Time, new InMemoryRunStoreOptions { Retention = Retention });
}
