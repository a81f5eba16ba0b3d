using Runnel.Storage;
using Runnel.Testing.Conformance;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>
/// The in-memory store in the place of a database server that outlives its clients: each process has a view of its own, whose connection can be
/// lost. So every case of the kit is run against something.
/// </summary>
internal sealed class ServerFixture(Func<IRunStore, IRunStore>? wrap = null) : RunStoreFixture
{
    public const StoreCapabilities Able =
        StoreCapabilities.Durable | StoreCapabilities.Shared | StoreCapabilities.LosesConnections | StoreCapabilities.RetentionSettable;

    private static readonly Fault[] Moments = [Fault.ErrorBefore, Fault.ErrorDuring(), Fault.ErrorAfter, Fault.ErrorDuring(callsLater: 2)];

    private InMemoryRunStore server = null!;
    private FaultInjectingStore process = null!;

    public override StoreCapabilities Capabilities => Able;

    public override Task<IRunStore> OpenAsync(TimeProvider time, TimeSpan? retention)
    {
        server = new InMemoryRunStore(time, new InMemoryRunStoreOptions { Retention = retention!.Value });
        return Task.FromResult(Connect());
    }

    public override Task<IRunStore?> OpenAnotherAsync() => Task.FromResult<IRunStore?>(Wrap(new FaultInjectingStore(server)));

    public override Task<IRunStore> ReopenAsync()
    {
        process.Die();
        return Task.FromResult(Connect());
    }

    public override async Task KillConnectionDuringAsync(Func<Task> call, int round)
    {
        process.Plan = FaultPlan.Next(Moments[round % Moments.Length]);
        await call();
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;

    private IRunStore Connect()
    {
        process = new FaultInjectingStore(server);
        return Wrap(process);
    }

    private IRunStore Wrap(FaultInjectingStore connection) => wrap?.Invoke(connection) ?? connection;
}
