using Runnel.Storage;

namespace Runnel.Testing.Tests.Faults;

/// <summary>A dead process gets no answer, does nothing more and hears nothing; the store lives on.</summary>
public sealed class DeathTests
{
    private readonly InMemoryRunStore server = new(new VirtualTime());
    private readonly FaultInjectingStore process;

    public DeathTests() => process = new FaultInjectingStore(server);

    [Fact]
    public async Task DeathBefore_TheStoreHasNotHeardOfTheCall()
    {
        process.Plan = FaultPlan.Next(Fault.DeathBefore);

        Assert.False(CreateAsync(process, "run").IsCompleted);

        Assert.True(process.IsDead);
        Assert.Null(await server.GetAsync("run", default));
    }

    [Fact]
    public async Task DeathDuring_TheStoreDoesTheCallWhenItIsReleased()
    {
        process.Plan = FaultPlan.Next(Fault.DeathDuring);

        Assert.False(CreateAsync(process, "run").IsCompleted);
        Assert.Null(await server.GetAsync("run", default));
        await process.MakeLateCallsAsync();

        Assert.NotNull(await server.GetAsync("run", default));
    }

    [Fact]
    public async Task DeathAfter_TheStoreHasDoneTheCall()
    {
        process.Plan = FaultPlan.Next(Fault.DeathAfter);

        Assert.False(CreateAsync(process, "run").IsCompleted);

        Assert.NotNull(await server.GetAsync("run", default));
    }

    [Theory]
    [InlineData(FaultKind.DeathBefore)]
    [InlineData(FaultKind.DeathDuring)]
    [InlineData(FaultKind.DeathAfter)]
    public async Task TheDead_ReachNothing(FaultKind kind)
    {
        process.Plan = FaultPlan.Next(new Fault { Kind = kind });
        _ = CreateAsync(process, "run");

        Assert.False(CreateAsync(process, "later").IsCompleted);
        Assert.False(process.GetAsync("run", default).IsCompleted);
        Assert.Null(await server.GetAsync("later", default));
    }

    [Fact]
    public async Task ACallUnderWay_IsNotAnsweredWhenItsProcessDies()
    {
        var time = new VirtualTime();
        var slow = new FaultInjectingStore(server, FaultPlan.At(1, Fault.SlowAnswer(TimeSpan.FromSeconds(1))), time);
        var call = CreateAsync(slow, "run");

        slow.Die();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(call.IsCompleted);
        Assert.NotNull(await server.GetAsync("run", default));
    }

    [Fact]
    public async Task ACallThatHadNotLeft_IsNotMadeWhenItsProcessDies()
    {
        var time = new VirtualTime();
        var slow = new FaultInjectingStore(server, FaultPlan.At(1, Fault.SlowCall(TimeSpan.FromSeconds(1))), time);
        var call = CreateAsync(slow, "run");

        slow.Die();
        time.Advance(TimeSpan.FromSeconds(1));

        Assert.False(call.IsCompleted);
        Assert.Null(await server.GetAsync("run", default));
    }

    [Fact]
    public async Task TheDead_HearNothing_AndTheirSuccessorsDo()
    {
        var (dead, alive) = (new Hints(), new Hints());
        using var watch = process.Watch(dead);
        using var successor = new FaultInjectingStore(server).Watch(alive);
        process.Die();

        await CreateAsync(server, "run");
        await server.AppendAsync(
            new OutsideAppend { RunId = "run", OperationId = "operation", Body = new SegmentBody(1, HasState: true, default) }, default);

        Assert.Equal((0, 0), (dead.Ready, dead.Told.Count));
        Assert.Equal((1, 1), (alive.Ready, alive.Told.Count));
    }

    [Fact]
    public async Task ASuccessor_FindsWhatTheDeadHadCommitted()
    {
        await CreateAsync(process, "run");
        process.Die();

        Assert.NotNull(await new FaultInjectingStore(server).GetAsync("run", default));
    }

    [Fact]
    public async Task Burying_UnwindsWhatWaits_AndWhatComesLater()
    {
        process.Plan = FaultPlan.Next(Fault.DeathBefore);
        var waiting = CreateAsync(process, "run");

        process.Bury();

        await Assert.ThrowsAsync<ProcessDiedException>(() => waiting);
        await Assert.ThrowsAsync<ProcessDiedException>(() => CreateAsync(process, "later"));
        Assert.Null(await server.GetAsync("later", default));
    }

    [Fact]
    public async Task TheLiving_CannotBeBuried()
    {
        process.Bury();

        await CreateAsync(process, "run");
        Assert.False(process.IsDead);
    }

    private static Task CreateAsync(IRunStore store, string runId) =>
        store.CreateAsync(
            [new NewRun { RunId = runId, TaskId = "task", CreatedAt = default, Body = new SegmentBody(1, HasState: true, default) }], default).AsTask();
}
