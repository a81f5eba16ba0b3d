using Runnel.Testing.Conformance.Cases;

namespace Runnel.Testing.Conformance;

/// <summary>
/// What every <see cref="Storage.IRunStore"/> must do, as cases that any test framework can run. Derive a <see cref="RunStoreFixture"/>
/// that opens your store on a fresh database, and run each case with a fixture of its own; with xunit:
/// <code>
/// public sealed class MyStoreConformance
/// {
///     public static IEnumerable&lt;TheoryDataRow&lt;string&gt;&gt; Cases =&gt;
///         RunStoreConformance.CasesFor(MyStoreFixture.Of).Select(row =&gt; new TheoryDataRow&lt;string&gt;(row.Name) { TestDisplayName = row.ToString() });
///
///     [Theory, MemberData(nameof(Cases))]
///     public async Task Holds(string name)
///     {
///         await using var fixture = new MyStoreFixture();
///         await RunStoreConformance.Case(name).RunAsync(fixture);
///     }
/// }
///
/// internal sealed class MyStoreFixture : RunStoreFixture
/// {
///     public const StoreCapabilities Of = StoreCapabilities.Durable | StoreCapabilities.RetentionSettable;
///     private readonly string path = Path.GetTempFileName();
///     private MyStore? store;
///
///     public override StoreCapabilities Capabilities =&gt; Of;
///
///     public override async Task&lt;IRunStore&gt; OpenAsync(TimeProvider time, TimeSpan? retention) =&gt; store = await MyStore.OpenAsync(path, time, retention);
///
///     public override async Task&lt;IRunStore&gt; ReopenAsync() { … }
///
///     public override async ValueTask DisposeAsync() { … }
/// }
/// </code>
/// A store's own timers should run on the clock that it is given. Where a case waits for something that need not happen at once, such as an
/// observer being told, it moves that clock by 20 ms for every 2 ms that go by on the wall,
/// for <see cref="RunStoreFixture.LongestWait"/> at most.
/// </summary>
public static class RunStoreConformance
{
    /// <summary>All cases, grouped by area.</summary>
    public static IReadOnlyList<ConformanceCase> Cases { get; } =
    [
        .. CreateCases.All, .. CreateDelayedCases.All, .. TakeCases.All, .. TakeRepeatCases.All, .. TakeWorkerCases.All, .. DelayedRunCases.All, .. ReadyOrderCases.All,
        .. QueueCases.All, .. ConcurrencyKeyCases.All, .. SlotCases.All, .. TurnCases.All, .. PriorityCases.All, .. LimitChangeCases.All, .. TaskQueueCases.All,
        .. QueueStateCases.All, .. ExpiryCases.All, .. ExpirySlotCases.All,
        .. AppendCases.All, .. AppendBatchCases.All, .. AppendChangeCases.All, .. AppendRepeatCases.All,
        .. OutsideAppendCases.All, .. OutsideOperationCases.All, .. OutsideChangeCases.All, .. IntentCases.All,
        .. WaitingCases.All, .. WaitingOwnerCases.All, .. LineCases.All, .. LeavingLineCases.All, .. ChildCases.All, .. UnbornChildCases.All,
        .. FamilyListCases.All,
        .. IdempotencyCases.All, .. IdempotencyEndCases.All, .. ScheduleCases.All, .. ServeCases.All,
        .. ReadCases.All, .. ReadPageCases.All, .. ReadBytesCases.All, .. HeadCases.All, .. ListCases.All,
        .. LeaseCases.All, .. DeathCases.All, .. OwnershipCases.All, .. WatchCases.All, .. WatchReadyCases.All, .. RetentionCases.All, .. FamilyRetentionCases.All,
        .. WriterRaceCases.All, .. DecisionRaceCases.All, .. TakeRaceCases.All, .. QueueRaceCases.All, .. ReaderRaceCases.All,
        .. DurabilityCases.All, .. DurableWorkerCases.All, .. LostConnectionCases.All, .. LostWriterCases.All, .. LostFamilyCases.All, .. CancellationCases.All,
    ];

    /// <summary>The cases that apply to a store with these capabilities.</summary>
    public static IEnumerable<ConformanceCase> CasesFor(StoreCapabilities capabilities) => Cases.Where(row => row.AppliesTo(capabilities));

    /// <summary>The cases that do not apply to a store with these capabilities, so that they can be reported instead of being passed over.</summary>
    public static IEnumerable<ConformanceCase> NotApplicableTo(StoreCapabilities capabilities) => Cases.Where(row => !row.AppliesTo(capabilities));

    /// <summary>The case of a name.</summary>
    /// <exception cref="ArgumentException">There is none.</exception>
    public static ConformanceCase Case(string name) =>
        Cases.FirstOrDefault(row => row.Name == name)
        ?? throw new ArgumentException($"No conformance case is named '{name}'. Take the names from RunStoreConformance.Cases.", nameof(name));
}
