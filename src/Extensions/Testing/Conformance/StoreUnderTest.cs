using System.Collections.Concurrent;
using Runnel.Storage;

namespace Runnel.Testing.Conformance;

/// <summary>The store that a case judges, its clock, and short forms of its calls.</summary>
internal sealed class StoreUnderTest
{
    /// <summary>How long the store keeps finished runs, where it can be told.</summary>
    public static readonly TimeSpan Retention = TimeSpan.FromHours(1);

    private readonly ConcurrentDictionary<string, string> tasks = new(StringComparer.Ordinal);
    private readonly RunStoreFixture fixture;
    private long lastNumber;

    private StoreUnderTest(RunStoreFixture fixture) => this.fixture = fixture;

    public VirtualTime Time { get; } = new();

    /// <summary>The store itself.</summary>
    public IRunStore Calls { get; private set; } = null!;

    public RunStoreFixture Fixture => fixture;

    public static async Task<StoreUnderTest> OpenAsync(RunStoreFixture fixture)
    {
        var store = new StoreUnderTest(fixture);
        store.Calls = await fixture.OpenAsync(store.Time, fixture.Capabilities.HasFlag(StoreCapabilities.RetentionSettable) ? Retention : null);
        return store;
    }

    public async Task ReopenAsync() => Calls = await fixture.ReopenAsync();

    public async Task<IRunStore> OpenAnotherAsync() =>
        await fixture.OpenAnotherAsync() ?? throw new ConformanceException("Expected a second store on the same database, but OpenAnotherAsync gave none.");

    /// <summary>A second process's store where there can be one, else the same: for calls that race.</summary>
    public async Task<IRunStore> OtherOrSameAsync() =>
        fixture.Capabilities.HasFlag(StoreCapabilities.Shared) ? await OpenAnotherAsync() : Calls;

    public long NewNumber() => Interlocked.Increment(ref lastNumber);

    /// <summary>An id; those made later sort after it.</summary>
    public string NewId() => RunIds.Of(Guid.CreateVersion7(Time.GetUtcNow().AddMilliseconds(NewNumber())));

    public NewRun NewRun(string task = "task", SegmentBody? body = null)
    {
        var run = new NewRun { RunId = NewId(), TaskId = task, CreatedAt = Time.GetUtcNow(), Body = body ?? Texts.Of("created") };
        tasks[run.RunId] = task;
        return run;
    }

    public async Task<string> CreateAsync(string task = "task", SegmentBody? body = null)
    {
        var run = NewRun(task, body);
        await Calls.CreateAsync([run], default);
        return run.RunId;
    }

    public async Task RegisterAsync(string worker = "worker") => await Calls.RegisterAsync(worker, TimeSpan.FromSeconds(30), default);

    public TakeRequest Request(string worker = "worker", int limit = 1, params string[] tasks) =>
        new() { Worker = worker, Token = NewNumber(), TaskIds = tasks is [] ? ["task"] : tasks, Limit = limit };

    public async Task<TakeResult> TakeAsync(TakeRequest request) => await Calls.TakeAsync(request, default);

    /// <summary>The ids of the runs that a take gives.</summary>
    public async Task<string[]> TakeIdsAsync(string worker = "worker", int limit = 1, params string[] tasks) =>
        [.. (await TakeAsync(Request(worker, limit, tasks))).Runs.Select(run => run.RunId)];

    /// <summary>A new run, of a task of its own, in the hands of a worker.</summary>
    public async Task<Execution> StartAsync(string worker = "worker", SegmentBody? body = null)
    {
        await RegisterAsync(worker);
        return await TakeUpAsync(await CreateAsync($"task of run {NewNumber()}", body), worker);
    }

    /// <summary>Has a worker take a run that is ready and the only one of its task.</summary>
    public async Task<Execution> TakeUpAsync(string runId, string worker = "worker")
    {
        var request = Request(worker, limit: 1, tasks[runId]);
        var run = Check.Single((await TakeAsync(request)).Runs, "the runs that a take gives where one is ready");
        Check.Equal(runId, run.RunId);
        return new Execution(this, run, worker, request.Token);
    }

    public async Task<AppendResult> AppendAsync(RunAppend append) => Check.Single(await AppendAllAsync(append), "the results of one append");

    public async Task<IReadOnlyList<AppendResult>> AppendAllAsync(params RunAppend[] appends) => await Calls.AppendAsync(appends, writer: null, default);

    public OutsideAppend Outside(string runId, string text, HeadChange? change = null) =>
        new() { RunId = runId, OperationId = $"operation/{NewNumber()}", Body = Texts.Of(text), Change = change };

    public async Task<AppendResult> AppendAsync(OutsideAppend append) => await Calls.AppendAsync(append, default);

    public Task<AppendResult> OutsideAsync(string runId, string text, HeadChange? change = null) => AppendAsync(Outside(runId, text, change));

    public async Task<RunHead> HeadAsync(string runId) =>
        await Calls.GetAsync(runId, default) ?? throw new ConformanceException($"Expected run '{runId}' to be known, but GetAsync gave null.");

    /// <summary>Waits for what need not happen at once, while both clocks move on.</summary>
    public async Task UntilAsync(Func<Task<bool>> condition, string expectation)
    {
        var started = TimeProvider.System.GetTimestamp();
        while (!await condition())
        {
            if (TimeProvider.System.GetElapsedTime(started) > fixture.LongestWait)
            {
                throw new ConformanceException($"Expected within {fixture.LongestWait.TotalSeconds} s that {expectation}, but it was not so.");
            }

            await Task.Delay(TimeSpan.FromMilliseconds(2));
            Time.Advance(TimeSpan.FromMilliseconds(20));
        }
    }

    public Task UntilAsync(Func<bool> condition, string expectation) => UntilAsync(() => Task.FromResult(condition()), expectation);
}
