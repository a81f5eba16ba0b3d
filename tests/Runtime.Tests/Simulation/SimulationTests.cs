namespace Runnel.Tests.Simulation;

/// <summary>Worlds of workers, callers and subscribers, with deaths, partitions and lost answers: after every step every invariant holds.</summary>
public sealed class SimulationTests
{
    private const int Seeds = 2000;

    [Fact]
    public void InEveryWorld_TheInvariantsHold()
    {
        var report = new SimulationReport();
        for (var seed = 1; seed <= Seeds; seed++)
        {
            report = report.Add(new RunnelSimulation().Run(seed));
        }

        // A simulation in which nothing happens holds everything.
        foreach (var kind in Enum.GetNames<Log.EntryKind>())
        {
            Assert.True(report.Entries.GetValueOrDefault(kind) >= 50, $"{kind}: {report.Entries.GetValueOrDefault(kind)}");
        }
    }

    [Fact]
    public void TheSameSeed_IsTheSameWorld()
    {
        for (var seed = 1; seed <= 20; seed++)
        {
            var (once, again) = (new RunnelSimulation().Run(seed), new RunnelSimulation().Run(seed));
            Assert.Equal((once.Steps, once.Parts), (again.Steps, again.Parts));
            Assert.Equal(once.Entries.OrderBy(kind => kind.Key), again.Entries.OrderBy(kind => kind.Key));
        }
    }
}
