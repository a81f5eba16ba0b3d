namespace Runnel.Testing.Tests.Faults;

public sealed class FaultPlanTests
{
    private static readonly StoreCall[] Calls =
        [.. Enumerable.Range(1, 1000).Select(number => new StoreCall(number, (StoreCallKind)(number % 13), 1 + (number / 13)))];

    [Fact]
    public void TheSameSeed_GivesTheSameFaults() =>
        Assert.Equal(Faults(FaultPlan.Random(7, errors: 0.2, deaths: 0.1, delays: 0.3)), Faults(FaultPlan.Random(7, errors: 0.2, deaths: 0.1, delays: 0.3)));

    [Fact]
    public void AnotherSeed_GivesOtherFaults() =>
        Assert.NotEqual(Faults(FaultPlan.Random(7)), Faults(FaultPlan.Random(8)));

    [Fact]
    public void EveryKindOfFault_Comes() =>
        Assert.Equal(
            Enum.GetValues<FaultKind>(),
            Faults(FaultPlan.Random(7, errors: 0.2, deaths: 0.2, delays: 0.2)).Select(fault => fault.Kind).Distinct().Order());

    [Fact]
    public void Probabilities_AreKept()
    {
        var faults = Faults(FaultPlan.Random(7, errors: 0.3));

        Assert.InRange(faults.Count(fault => fault.Kind != FaultKind.None), 250, 350);
        Assert.DoesNotContain(faults, fault => fault.Kind is FaultKind.DeathBefore or FaultKind.DeathDuring or FaultKind.DeathAfter or FaultKind.SlowCall);
    }

    [Fact]
    public void LateCallsAndDelays_StayWithinTheirBounds() =>
        Assert.All(Faults(FaultPlan.Random(7, errors: 0.4, delays: 0.4, longestDelay: TimeSpan.FromSeconds(2))), fault =>
        {
            Assert.InRange(fault.CallsLater, fault.Kind == FaultKind.ErrorDuring ? 1 : 0, fault.Kind == FaultKind.ErrorDuring ? 3 : 0);
            Assert.InRange(fault.Delay, TimeSpan.Zero, TimeSpan.FromSeconds(2));
        });

    [Fact]
    public void AFaultAtACall_IsThereOnly() =>
        Assert.Equal([5], Calls.Where(call => FaultPlan.At(5, Fault.ErrorAfter).Decide(call) != Fault.None).Select(call => (int)call.Number));

    [Fact]
    public void AFaultAtACallOfAKind_IsThereOnly()
    {
        var plan = FaultPlan.At(StoreCallKind.Take, 3, Fault.ErrorAfter);

        var call = Assert.Single(Calls, call => plan.Decide(call) != Fault.None);
        Assert.Equal((StoreCallKind.Take, 3), (call.Kind, call.NumberOfKind));
    }

    [Fact]
    public void ProbabilitiesBeyondOne_AreRefused() =>
        Assert.Throws<ArgumentException>(() => FaultPlan.Random(7, errors: 0.6, deaths: 0.6));

    private static Fault[] Faults(FaultPlan plan) => [.. Calls.Select(plan.Decide)];
}
