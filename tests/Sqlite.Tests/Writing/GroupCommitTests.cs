using Runnel.Sqlite.Tests.Harness;
using Runnel.Storage;

namespace Runnel.Sqlite.Tests.Writing;

public sealed class GroupCommitTests : IAsyncLifetime
{
    private readonly StoreFolder folder = new();
    private SqliteRunStore store = null!;

    public ValueTask InitializeAsync()
    {
        store = folder.Open();
        return ValueTask.CompletedTask;
    }

    public async ValueTask DisposeAsync()
    {
        await store.DisposeAsync();
        folder.Dispose();
    }

    [Fact]
    public async Task BadCallAmongMany_FailsAlone()
    {
        await store.CreateAsync("run0", "run1", "bad");
        await store.TakeAsync();
        Task<AppendResult>[] good = [];
        Task<AppendResult> bad;
        using (await HeldUpAsync())
        {
            bad = Start(() => store.AppendAsync("bad", 1, change: new() { Status = RunStatus.Delayed }));
            good = [Start(() => store.AppendAsync("run0", 1)), Start(() => store.AppendAsync("run1", 1)), Start(() => store.AppendAsync("none", 1))];
        }

        Assert.Equal([AppendOutcome.Committed, AppendOutcome.Committed, AppendOutcome.NotFound], (await Task.WhenAll(good)).Select(result => result.Outcome));
        Assert.Contains("DueAt", (await Assert.ThrowsAsync<RunnelException>(() => bad)).Message, StringComparison.Ordinal);
        Assert.Equal(AppendOutcome.Committed, (await store.AppendAsync("bad", 1)).Outcome);
        Assert.Equal(2, (await store.ReadAllAsync("bad"))[^1].Last);
    }

    [Fact]
    public async Task CallsThatWaitTogether_AreOneCommit()
    {
        var commits = new CommitCounter(folder.File);
        Task[] calls;
        using (await HeldUpAsync())
        {
            calls = [.. Enumerable.Range(0, 100).Select(index => store.CreateAsync($"run{index}"))];
            commits.Reset();
        }

        await Task.WhenAll(calls);
        var ids = (await store.ListAsync(new(), Work.Token)).Count;
        Assert.Equal(100, ids);
        Assert.InRange(commits.Frames, 1, 80);
    }

    [Fact]
    public async Task GivenUpCall_IsCanceledAtOnceAndMayBeMadeAgain()
    {
        await store.StartAsync("run");
        using var stop = new CancellationTokenSource();
        Task append;
        using (await HeldUpAsync())
        {
            append = store.AppendAsync([new RunAppend("run", 1, 1, Work.Body(), null)], writer: null, stop.Token).AsTask();
            stop.Cancel();
            await Assert.ThrowsAnyAsync<OperationCanceledException>(() => append);
        }

        Assert.True((await store.AppendAsync("run", 1)).Outcome is AppendOutcome.Committed or AppendOutcome.AlreadyCommitted);
        Assert.Equal(2, (await store.ReadAllAsync("run"))[^1].Last);
    }

    [Fact]
    public async Task Renewal_CompletesWithoutTheThreadPool()
    {
        await store.RegisterAsync(Work.Worker, TimeSpan.FromSeconds(30), Work.Token);
        using var release = new ManualResetEventSlim();
        ThreadPool.GetMinThreads(out var workers, out _);
        var blocked = Enumerable.Range(0, workers + 8).Select(_ => Task.Run(() => release.Wait())).ToList();
        var renewed = false;
        var thread = new Thread(() => renewed = store.RenewAsync(Work.Worker, CancellationToken.None).AsTask().Wait(TimeSpan.FromSeconds(5)));

        thread.Start();
        thread.Join();

        release.Set();
        await Task.WhenAll(blocked);
        Assert.True(renewed);
    }

    // Another program's write lock: calls gather until it goes.
    private async Task<IDisposable> HeldUpAsync()
    {
        var other = Database.Connection.Open(folder.File);
        other.BeginImmediate(TimeSpan.FromSeconds(5));
        await Task.Yield();
        return other;
    }

    private static Task<T> Start<T>(Func<Task<T>> call) => call();

    /// <summary>How many pages the WAL grew by: a hundred commits would each write their pages anew.</summary>
    private sealed class CommitCounter(string path)
    {
        private long before;

        public long Frames => (new FileInfo(path + "-wal").Length - before) / 4096;

        public void Reset() => before = new FileInfo(path + "-wal").Length;
    }
}
