namespace Runnel.Testing;

/// <summary>What happened in simulated worlds.</summary>
public sealed record SimulationReport
{
    /// <summary>Pieces of work that ran; the invariants were looked at after each.</summary>
    public long Steps { get; init; }

    /// <summary>Processes that were started.</summary>
    public long Processes { get; init; }

    /// <summary>Runs that were triggered and ended.</summary>
    public long Runs { get; init; }

    /// <summary>Parts that subscribers saw.</summary>
    public long Parts { get; init; }

    /// <summary>Entries of the runs' logs, by their kind.</summary>
    public IReadOnlyDictionary<string, long> Entries { get; init; } = new Dictionary<string, long>(StringComparer.Ordinal);

    /// <summary>What happened in two lots of worlds together.</summary>
    public SimulationReport Add(SimulationReport other)
    {
        ArgumentNullException.ThrowIfNull(other);
        return new()
        {
            Steps = Steps + other.Steps,
            Processes = Processes + other.Processes,
            Runs = Runs + other.Runs,
            Parts = Parts + other.Parts,
            Entries = Entries.Concat(other.Entries).GroupBy(entry => entry.Key, StringComparer.Ordinal)
                .ToDictionary(kind => kind.Key, kind => kind.Sum(entry => entry.Value), StringComparer.Ordinal),
        };
    }
}
