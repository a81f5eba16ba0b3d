using Runnel.Storage;

namespace Runnel.Testing.Tests.Faults;

/// <summary>Errors: the caller always gets one, and the store has done the call, has not, or does it later.</summary>
public sealed class FaultTests
{
    private static readonly SegmentBody Body = new(1, HasState: true, "entry"u8.ToArray());

    private readonly VirtualTime time = new();
    private readonly InMemoryRunStore inner;
    private readonly FaultInjectingStore store;
    private readonly string runId;

    public FaultTests()
    {
        inner = new InMemoryRunStore(time);
        store = new FaultInjectingStore(inner, time: time);
        runId = RunIds.Of(Guid.CreateVersion7(time.GetUtcNow()));
    }

    [Fact]
    public async Task WithoutAFault_CallsGoThrough()
    {
        await CreateAsync();

        Assert.Equal(1, (await store.GetAsync(runId, default))?.Head);
        Assert.Equal(2, store.CallCount);
    }

    [Fact]
    public async Task AnErrorBefore_DoesNothing()
    {
        store.Plan = FaultPlan.Next(Fault.ErrorBefore);

        var exception = await Assert.ThrowsAsync<InjectedFaultException>(CreateAsync);

        Assert.Equal((FaultKind.ErrorBefore, StoreCallKind.Create, 1), (exception.Kind, exception.Call.Kind, exception.Call.Number));
        Assert.Null(await inner.GetAsync(runId, default));
    }

    [Fact]
    public async Task AnErrorAfter_HasDoneIt()
    {
        store.Plan = FaultPlan.Next(Fault.ErrorAfter);

        await Assert.ThrowsAsync<InjectedFaultException>(CreateAsync);

        Assert.NotNull(await inner.GetAsync(runId, default));
    }

    [Fact]
    public async Task AnErrorDuring_IsDoneInFrontOfTheNextCall()
    {
        store.Plan = FaultPlan.Next(Fault.ErrorDuring());

        await Assert.ThrowsAsync<InjectedFaultException>(CreateAsync);
        Assert.Null(await inner.GetAsync(runId, default));
        Assert.Equal(1, store.LateCallCount);

        Assert.NotNull(await store.GetAsync(runId, default));
        Assert.Equal(0, store.LateCallCount);
    }

    [Fact]
    public async Task AnErrorDuring_MayBeDoneWhenTheCallerHasAskedAgain()
    {
        await CreateAsync();
        var append = new OutsideAppend { RunId = runId, OperationId = "operation", Body = Body };
        store.Plan = FaultPlan.Next(Fault.ErrorDuring(callsLater: 2));
        await Assert.ThrowsAsync<InjectedFaultException>(async () => await store.AppendAsync(append, default));

        Assert.Equal(1, (await store.GetAsync(runId, default))?.Head);
        Assert.Equal(AppendOutcome.AlreadyCommitted, (await store.AppendAsync(append, default)).Outcome);
        Assert.Equal(2, (await inner.GetAsync(runId, default))?.Head);
    }

    [Fact]
    public async Task AnErrorDuring_IsDoneWhenItIsReleased()
    {
        store.Plan = FaultPlan.Next(Fault.ErrorDuring(callsLater: 100));
        await Assert.ThrowsAsync<InjectedFaultException>(CreateAsync);

        await store.MakeLateCallsAsync();

        Assert.NotNull(await inner.GetAsync(runId, default));
    }

    [Fact]
    public async Task ALateCallThatFails_FailsNobody()
    {
        var broken = new FaultInjectingStore(new FaultInjectingStore(inner, FaultPlan.At(1, Fault.ErrorBefore)), FaultPlan.At(1, Fault.ErrorDuring()));

        await Assert.ThrowsAsync<InjectedFaultException>(async () => await broken.CreateAsync([Run()], default));

        Assert.Null(await broken.GetAsync(runId, default));
    }

    [Fact]
    public async Task ASlowCall_ReachesTheStoreLate()
    {
        store.Plan = FaultPlan.Next(Fault.SlowCall(TimeSpan.FromSeconds(3)));
        var call = CreateAsync();

        time.Advance(TimeSpan.FromSeconds(2));
        Assert.Null(await inner.GetAsync(runId, default));
        time.Advance(TimeSpan.FromSeconds(1));
        await call;

        Assert.NotNull(await inner.GetAsync(runId, default));
    }

    [Fact]
    public async Task ASlowAnswer_ComesWhenTheStoreHasLongDoneIt()
    {
        store.Plan = FaultPlan.Next(Fault.SlowAnswer(TimeSpan.FromSeconds(3)));
        var call = CreateAsync();

        Assert.NotNull(await inner.GetAsync(runId, default));
        Assert.False(call.IsCompleted);
        time.Advance(TimeSpan.FromSeconds(3));
        await call;
    }

    [Fact]
    public async Task TheStoresOwnErrors_ComeThrough()
    {
        time.Advance(TimeSpan.FromDays(1));

        await Assert.ThrowsAsync<RunGoneException>(async () => await store.GetAsync(runId, default));
    }

    [Fact]
    public async Task TheWriterOfAnAppend_IsNotToldOfIt_AndOthersAre()
    {
        var (writer, other) = (new Hints(), new Hints());
        using var watch = store.Watch(writer);
        using var otherWatch = store.Watch(other);
        await CreateAsync();
        await store.RegisterAsync("worker", TimeSpan.FromSeconds(30), default);
        await store.TakeAsync(new TakeRequest { Worker = "worker", Token = 1, TaskIds = ["task"], Limit = 1 }, default);

        await store.AppendAsync([new RunAppend(runId, 1, 1, Body, Change: null)], writer, default);

        Assert.Empty(writer.Told);
        Assert.Equal([$"{runId} 2"], other.Told);
    }

    [Fact]
    public async Task EveryKindOfCall_GoesThroughThePlan()
    {
        var seen = new List<StoreCallKind>();
        store.Plan = FaultPlan.Of(call =>
        {
            seen.Add(call.Kind);
            return Fault.None;
        });

        await CreateAsync();
        await store.RegisterAsync("worker", TimeSpan.FromSeconds(30), default);
        await store.RenewAsync("worker", default);
        var lease = Assert.Single(await store.ListLeasesAsync(default));
        await store.TakeAsync(new TakeRequest { Worker = "worker", Token = 1, TaskIds = ["task"], Limit = 1 }, default);
        await store.AppendAsync([], writer: null, default);
        await store.AppendAsync(new OutsideAppend { RunId = runId, OperationId = "operation", Body = Body }, default);
        await store.ReadAsync(new ReadRequest(runId, After: 0), default);
        await store.GetAsync(runId, default);
        await store.ListAsync(new RunQuery(), default);
        await store.ListOwnedAsync("worker", default);
        await store.DeclareDeadAsync(lease, default);
        await store.ReleaseAsync("worker", default);
        await store.DeclareAsync([new QueueDeclaration("queue", 1)], new Dictionary<string, string?>(), default);
        await store.ListQueuesAsync(default);
        await store.PutScheduleAsync(new StoredSchedule("schedule", "task", time.GetUtcNow(), Body.Bytes), default);
        await store.ListSchedulesAsync(default);
        await store.ServeScheduleAsync("schedule", time.GetUtcNow(), time.GetUtcNow().AddSeconds(1), [], default);
        await store.RemoveScheduleAsync("schedule", default);

        Assert.Equal(Enum.GetValues<StoreCallKind>(), seen.Order());
    }

    private NewRun Run() => new() { RunId = runId, TaskId = "task", CreatedAt = time.GetUtcNow(), Body = Body };

    private Task CreateAsync() => store.CreateAsync([Run()], default).AsTask();
}
