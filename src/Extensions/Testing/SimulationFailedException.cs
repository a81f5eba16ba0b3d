namespace Runnel.Testing;

/// <summary>A simulated world broke a guarantee. Its seed shows the same again.</summary>
public sealed class SimulationFailedException : Exception
{
    internal SimulationFailedException(int seed, Exception cause)
        : base($"Seed {seed}: {cause.Message}", cause) => Seed = seed;

    /// <summary>The seed to repeat it with.</summary>
    public int Seed { get; }
}
