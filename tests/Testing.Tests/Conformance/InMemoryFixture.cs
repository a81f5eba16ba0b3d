using Runnel.Storage;
using Runnel.Testing.Conformance;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>The in-memory store, or one wrapped around it.</summary>
internal sealed class InMemoryFixture(Func<IRunStore, IRunStore>? wrap = null, TimeSpan? timeout = null) : RunStoreFixture
{
    public const StoreCapabilities Able = StoreCapabilities.RetentionSettable;

    public override StoreCapabilities Capabilities => Able;

    public override TimeSpan CaseTimeout => timeout ?? TimeSpan.FromMinutes(1);

    /// <summary>What a wrapper breaks is to be seen soon.</summary>
    public override TimeSpan LongestWait => TimeSpan.FromSeconds(wrap is null ? 20 : 2);

    public override Task<IRunStore> OpenAsync(TimeProvider time, TimeSpan? retention)
    {
        var store = new InMemoryRunStore(time, new InMemoryRunStoreOptions { Retention = retention!.Value });
        return Task.FromResult(wrap?.Invoke(store) ?? store);
    }

    public override ValueTask DisposeAsync() => ValueTask.CompletedTask;
}
