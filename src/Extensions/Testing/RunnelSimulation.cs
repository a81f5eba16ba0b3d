using Runnel.Storage;

namespace Runnel.Testing;

/// <summary>
/// A whole world of Runnel on one thread and one virtual clock: several workers, callers and subscribers on one store, processes that die, stop
/// and lose touch, calls whose answers are lost, clocks that are set. Everything that happens, and its order, comes from the seed. After every
/// step everything that always holds is looked at.
/// </summary>
public sealed class RunnelSimulation
{
    /// <summary>Makes the store that all processes share; it is given the simulation's clock. Default an <see cref="InMemoryRunStore"/>.</summary>
    /// <remarks>It has to answer on the calling thread, without a thread of its own: only then does the seed decide everything.</remarks>
    public Func<TimeProvider, IRunStore> CreateStore { get; init; } = static time => new InMemoryRunStore(time, new InMemoryRunStoreOptions { Retention = TimeSpan.MaxValue });

    /// <summary>Simulates one world.</summary>
    /// <param name="seed">Decides everything; the same seed gives the same world.</param>
    /// <returns>What happened in it.</returns>
    /// <exception cref="SimulationFailedException">Something that always holds did not, or the world does not come to an end.</exception>
    public SimulationReport Run(int seed)
    {
        try
        {
            SimulationReport? report = null;
            Simulation.SimulatedThread.Drive(seed, async thread =>
            {
                var world = new Simulation.SimulatedWorld(thread, CreateStore(thread.Time));
                await world.RunAsync();
                report = world.Report();
            });
            return report!;
        }
        catch (Exception exception)
        {
            throw new SimulationFailedException(seed, exception);
        }
    }
}
