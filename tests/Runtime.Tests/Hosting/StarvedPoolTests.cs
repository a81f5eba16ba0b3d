using Runnel.Storage;

namespace Runnel.Tests.Hosting;

/// <summary>Tasks that block every thread of the pool do not cost their worker its lease.</summary>
public sealed class StarvedPoolTests
{
    [Fact]
    public async Task AStarvedThreadPool_DoesNotHoldUpTheHeartbeat()
    {
        using var renewed = new CountdownEvent(5);
        var store = new StoreWrapper { Renewed = () => { if (!renewed.IsSet) { renewed.Signal(); } } };
        await using var host = await TestHost.StartAsync(
            (_, _, _, _) => Task.FromResult(Reply.Done), store: store, configure: runnel => runnel.Configure(options => options.LeaseDuration = TimeSpan.FromMilliseconds(300)));
        using var release = new ManualResetEventSlim();
        ThreadPool.GetMinThreads(out var threads, out _);
        var blocked = Enumerable.Range(0, threads * 40).Select(_ => Task.Run(() => release.Wait(Within.Limit))).ToList();

        // On this thread, for the pool has none left.
        var isRenewed = renewed.Wait(Within.Limit / 12);
        release.Set();
        await Task.WhenAll(blocked);

        Assert.True(isRenewed);
    }
}
