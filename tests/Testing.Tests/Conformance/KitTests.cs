using Runnel.Testing.Conformance;

namespace Runnel.Testing.Tests.Conformance;

/// <summary>The kit's own promises.</summary>
public sealed class KitTests
{
    [Fact]
    public void EveryCase_HasANameOfItsOwn() =>
        Assert.Equal(RunStoreConformance.Cases.Count, RunStoreConformance.Cases.Select(row => row.Name).Distinct(StringComparer.OrdinalIgnoreCase).Count());

    [Fact]
    public void EveryArea_HasCases() =>
        Assert.Equal(Enum.GetValues<ConformanceArea>(), RunStoreConformance.Cases.Select(row => row.Area).Distinct().Order());

    [Fact]
    public void EveryName_IsOneSentence_WithoutItsFullStop() =>
        Assert.All(RunStoreConformance.Cases, row => Assert.True(char.IsUpper(row.Name[0]) && !row.Name.EndsWith('.') && row.Name.Contains(' '), row.Name));

    [Fact]
    public void CasesThatNeedMore_AreListedAsNotApplicable()
    {
        var applicable = RunStoreConformance.CasesFor(InMemoryFixture.Able).ToArray();
        var notApplicable = RunStoreConformance.NotApplicableTo(InMemoryFixture.Able).ToArray();

        Assert.Equal(RunStoreConformance.Cases.Count, applicable.Length + notApplicable.Length);
        Assert.All(notApplicable, row => Assert.NotEqual(StoreCapabilities.None, row.Requires & ~InMemoryFixture.Able));
        Assert.Contains(notApplicable, row => row.Area == ConformanceArea.Durability);
        Assert.Contains(notApplicable, row => row.Area == ConformanceArea.LostConnections);
    }

    [Fact]
    public async Task ACaseThatDoesNotApply_IsNotPassedOver()
    {
        await using var fixture = new InMemoryFixture();
        var row = RunStoreConformance.NotApplicableTo(InMemoryFixture.Able).First();

        var exception = await Assert.ThrowsAsync<InvalidOperationException>(() => row.RunAsync(fixture));

        Assert.Contains("does not apply", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public void AnUnknownName_SaysWhereNamesAre() =>
        Assert.Contains("RunStoreConformance.Cases", Assert.Throws<ArgumentException>(() => RunStoreConformance.Case("?")).Message, StringComparison.Ordinal);

    [Fact]
    public async Task AStoreThatThrows_FailsTheCase_WithWhatItThrew()
    {
        await using var fixture = new InMemoryFixture(store => new FaultInjectingStore(store, FaultPlan.At(1, Fault.ErrorBefore)));

        var exception = await Assert.ThrowsAsync<ConformanceException>(
            () => RunStoreConformance.Case("A created run is queued, and nobody has executed it").RunAsync(fixture));

        Assert.Contains("but the store threw InjectedFaultException", exception.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task AStoreThatNeverAnswers_FailsTheCase_AsHanging()
    {
        await using var fixture = new InMemoryFixture(
            store => new FaultInjectingStore(store, FaultPlan.At(1, Fault.DeathBefore)), timeout: TimeSpan.FromMilliseconds(200));

        var exception = await Assert.ThrowsAsync<ConformanceException>(
            () => RunStoreConformance.Case("A created run is queued, and nobody has executed it").RunAsync(fixture));

        Assert.Contains("hangs", exception.Message, StringComparison.Ordinal);
    }
}
