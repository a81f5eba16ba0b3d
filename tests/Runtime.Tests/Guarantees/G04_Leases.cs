using Runnel.Leases;
using Runnel.Storage;

namespace Runnel.Tests.Guarantees;

/// <summary>Who judges a lease goes by its own monotonic clock, and by no time in which it did not look.</summary>
public sealed class G04_Leases
{
    private static readonly TimeSpan Duration = TimeSpan.FromSeconds(30);

    private readonly VirtualTime time = new();
    private readonly LeaseWatch watch;

    public G04_Leases() => watch = new LeaseWatch(time);

    [Fact]
    public void ALease_RunsOut_WhenItIsNotRenewedForItsDuration()
    {
        Assert.Empty(Look(TimeSpan.Zero, Lease(renewals: 1)));
        for (var seconds = 5; seconds < 30; seconds += 5)
        {
            Assert.Empty(Look(TimeSpan.FromSeconds(5), Lease(renewals: 1)));
        }

        Assert.Equal("other", Assert.Single(Look(TimeSpan.FromSeconds(5), Lease(renewals: 1))).Worker);
    }

    [Fact]
    public void ARenewal_BeginsTheTimeAnew()
    {
        for (var renewals = 1; renewals < 20; renewals++)
        {
            Assert.Empty(Look(TimeSpan.FromSeconds(8), Lease(renewals / 3)));
        }
    }

    [Fact]
    public void TimeInWhichNobodyLooked_CountsForNobody()
    {
        Assert.Empty(Look(TimeSpan.Zero, Lease(renewals: 1)));

        // This process slept for an hour; the other may have, too.
        Assert.Empty(Look(TimeSpan.FromHours(1), Lease(renewals: 1)));
        Assert.Empty(Look(TimeSpan.FromSeconds(5), Lease(renewals: 1)));
    }

    [Fact]
    public void TheWallClock_IsNotLookedAt()
    {
        Assert.Empty(Look(TimeSpan.Zero, Lease(renewals: 1)));
        time.SetUtcNow(time.GetUtcNow() + TimeSpan.FromDays(1));
        Assert.Empty(Look(TimeSpan.FromSeconds(5), Lease(renewals: 1)));
    }

    [Fact]
    public void OnesOwnLease_IsNotJudged()
    {
        Assert.Empty(watch.Look([Lease(renewals: 1)], self: "other"));
        time.Advance(Duration * 2);
        Assert.Empty(watch.Look([Lease(renewals: 1)], self: "other"));
    }

    [Fact]
    public void ADeclaredDeath_IsFinal() => Assert.Single(Look(TimeSpan.Zero, Lease(renewals: 1) with { IsDead = true }));

    private IReadOnlyList<WorkerLease> Look(TimeSpan after, WorkerLease lease)
    {
        time.Advance(after);
        return watch.Look([lease], self: "self");
    }

    private static WorkerLease Lease(long renewals) => new("other", Duration, renewals, IsDead: false);
}
